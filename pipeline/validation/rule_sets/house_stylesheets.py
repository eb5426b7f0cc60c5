"""Schematron compiled to XSLT 1.0, with numbers in place of the paths of the reference implementation.

That implementation writes an XPath for each failure, which takes time in proportion to the siblings of every node on
the way: minutes for a document of fifty thousand faulty siblings. Here a failure names its node by ``generate-id()``,
and the report ends with the names of all elements in the order of the document.
"""

from collections.abc import Mapping

from lxml import etree
from lxml.isoschematron import iso_svrl_for_xslt1

from pipeline.validation.nodes import Node, Tree
from pipeline.validation.rule_sets.house_checks import XSLT
from pipeline.validation.rule_sets.parsing import SCHEMATRON

SVRL = "http://purl.oclc.org/dsdl/svrl"
ELEMENTS = "elements"
"""The element of the report, without namespace, that holds the names of all elements, separated by blanks."""

_FULL_PATHS = ("schematron-select-full-path", "schematron-get-full-path")

# Of an attribute, the name of its element and its own in Clark notation; of a comment or text, the name of its element.
_NAMES = etree.XML(f"""\
<templates xmlns:xsl="{XSLT}">
  <xsl:template match="*" mode="schematron-get-full-path"><xsl:value-of select="generate-id()"/></xsl:template>
  <xsl:template match="@*" mode="schematron-get-full-path">
    <xsl:value-of select="concat(generate-id(..), ' {{', namespace-uri(), '}}', local-name())"/>
  </xsl:template>
  <xsl:template match="text() | comment() | processing-instruction()" mode="schematron-get-full-path">
    <xsl:value-of select="generate-id(..)"/>
  </xsl:template>
  <xsl:template match="/" mode="schematron-get-full-path"/>
</templates>""")
_LIST = etree.XML(f"""\
<{ELEMENTS} xmlns:xsl="{XSLT}">
  <xsl:for-each select="//*"><xsl:value-of select="concat(generate-id(), ' ')"/></xsl:for-each>
</{ELEMENTS}>""")


def stylesheet(schema: Node) -> Tree:
    """Compile a schema whose includes and abstract patterns have been put in.

    Raises ``etree.XSLTError`` for one that the reference implementation gives up.
    """
    made: Tree = iso_svrl_for_xslt1(schema, **_visited(schema))
    root = made.getroot()
    for template in root.findall(f"{{{XSLT}}}template"):
        if template.get("mode") in _FULL_PATHS:
            root.remove(template)
    root.extend([etree.fromstring(etree.tostring(template)) for template in _NAMES])
    for output in root.iterfind(f"{{{XSLT}}}template/{{{SVRL}}}schematron-output"):
        output.append(etree.fromstring(etree.tostring(_LIST)))
    return made


def _visited(schema: Node) -> Mapping[str, str]:
    """Say which nodes the rules may be about, as parameters of the implementation.

    Its own guess leaves out comments and processing instructions just where a context names them, and texts always.
    """
    contexts = "".join(rule.get("context", "") for rule in schema.iter(f"{{{SCHEMATRON}}}rule"))
    texts = "text(" in contexts or "node(" in contexts
    return {"only-child-elements": "'false'", "visit-text": "'true'" if texts else "'false'"}
