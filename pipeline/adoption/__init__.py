"""Deposits that others have made, checked as ours are and taken into the output folder, from where they can be sent."""

from pipeline.adoption.adopting import Adopted, Adoption, adopt

__all__ = ["Adopted", "Adoption", "adopt"]
