"""Ellipsoids and their conformal maps: transverse Mercator (Krüger) and polar stereographic.

Transverse Mercator: Krüger's series in the third flattening to the sixth order (Karney 2011, "Transverse
Mercator with an accuracy of a few nanometers", equations 35 and 36): within a micrometre up to 3,900 km from the
central meridian. Polar stereographic: Snyder 1987, equations 15-9, 21-33 and 21-34.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

__all__ = ["KRASSOWSKY", "WGS84", "Ellipsoid", "polar_forward", "polar_reverse"]

_LATITUDE_STEPS = 12


@dataclass(frozen=True)
class Ellipsoid:
    """An ellipsoid of rotation.

    Attributes:
        semi_major_m: radius of its equator.
        flattening: (a - b) / a.
    """

    semi_major_m: float
    flattening: float

    @cached_property
    def eccentricity(self) -> float:
        """First eccentricity."""
        return math.sqrt(self.flattening * (2 - self.flattening))

    @cached_property
    def _third(self) -> float:
        return self.flattening / (2 - self.flattening)

    @cached_property
    def _rectifying_m(self) -> float:
        n2 = self._third**2
        return self.semi_major_m / (1 + self._third) * (1 + n2 / 4 + n2**2 / 64 + n2**3 / 256)

    @cached_property
    def _alpha(self) -> tuple[float, ...]:
        n = self._third
        return (
            n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16 + 41 * n**4 / 180 - 127 * n**5 / 288 + 7891 * n**6 / 37800,
            13 * n**2 / 48 - 3 * n**3 / 5 + 557 * n**4 / 1440 + 281 * n**5 / 630 - 1983433 * n**6 / 1935360,
            61 * n**3 / 240 - 103 * n**4 / 140 + 15061 * n**5 / 26880 + 167603 * n**6 / 181440,
            49561 * n**4 / 161280 - 179 * n**5 / 168 + 6601661 * n**6 / 7257600,
            34729 * n**5 / 80640 - 3418889 * n**6 / 1995840,
            212378941 * n**6 / 319334400,
        )

    @cached_property
    def _beta(self) -> tuple[float, ...]:
        n = self._third
        return (
            n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96 - n**4 / 360 - 81 * n**5 / 512 + 96199 * n**6 / 604800,
            n**2 / 48 + n**3 / 15 - 437 * n**4 / 1440 + 46 * n**5 / 105 - 1118711 * n**6 / 3870720,
            17 * n**3 / 480 - 37 * n**4 / 840 - 209 * n**5 / 4480 + 5569 * n**6 / 90720,
            4397 * n**4 / 161280 - 11 * n**5 / 504 - 830251 * n**6 / 7257600,
            4583 * n**5 / 161280 - 108847 * n**6 / 3991680,
            20648693 * n**6 / 638668800,
        )

    def transverse_forward(self, latitude: float, longitude: float, *, central: float) -> tuple[float, float]:
        """Return (easting, northing) in metres from the central meridian and the equator, scale 1."""
        aside = math.radians((longitude - central + 180.0) % 360.0 - 180.0)
        tau = self._conformal_tangent(math.tan(math.radians(latitude)))
        north = math.atan2(tau, math.cos(aside))
        east = math.asinh(math.sin(aside) / math.hypot(tau, math.cos(aside)))
        northing, easting = north, east
        for order, weight in enumerate(self._alpha, 1):
            northing += weight * math.sin(2 * order * north) * math.cosh(2 * order * east)
            easting += weight * math.cos(2 * order * north) * math.sinh(2 * order * east)
        return easting * self._rectifying_m, northing * self._rectifying_m

    def transverse_reverse(self, easting_m: float, northing_m: float, *, central: float) -> tuple[float, float]:
        """Return (latitude, longitude) in degrees of metres from the central meridian and the equator, scale 1."""
        north_0, east_0 = northing_m / self._rectifying_m, easting_m / self._rectifying_m
        north, east = north_0, east_0
        for order, weight in enumerate(self._beta, 1):
            north -= weight * math.sin(2 * order * north_0) * math.cosh(2 * order * east_0)
            east -= weight * math.cos(2 * order * north_0) * math.sinh(2 * order * east_0)
        aside = math.atan2(math.sinh(east), math.cos(north))
        tau = math.sin(north) / math.hypot(math.sinh(east), math.cos(north))
        longitude = (central + math.degrees(aside) + 180.0) % 360.0 - 180.0
        return math.degrees(math.atan(self._geographic_tangent(tau))), longitude

    def _conformal_tangent(self, tangent: float) -> float:
        e = self.eccentricity
        sigma = math.sinh(e * math.atanh(e * tangent / math.hypot(1.0, tangent)))
        return tangent * math.hypot(1.0, sigma) - sigma * math.hypot(1.0, tangent)

    def _geographic_tangent(self, conformal: float) -> float:
        """Invert `_conformal_tangent` by Newton's method (Karney 2011, equation 19)."""
        squared = self.eccentricity**2
        tangent = conformal / (1 - squared)
        for _ in range(_LATITUDE_STEPS):
            reached = self._conformal_tangent(tangent)
            step = (conformal - reached) / math.hypot(1.0, reached)
            step *= (1 + (1 - squared) * tangent**2) / ((1 - squared) * math.hypot(1.0, tangent))
            tangent += step
            if abs(step) <= 1e-15 * max(1.0, abs(tangent)):
                break
        return tangent

    def cartesian(self, latitude: float, longitude: float) -> tuple[float, float, float]:
        """Return metres from the centre of the Earth of a point on the ellipsoid (height 0)."""
        phi, theta = math.radians(latitude), math.radians(longitude)
        across = self.semi_major_m / math.sqrt(1 - (self.eccentricity * math.sin(phi)) ** 2)
        reach = across * math.cos(phi)
        return (
            reach * math.cos(theta),
            reach * math.sin(theta),
            across * (1 - self.eccentricity**2) * math.sin(phi),
        )

    def geographic(self, x: float, y: float, z: float) -> tuple[float, float]:
        """Return (latitude, longitude) in degrees below or above a point in metres from the centre."""
        squared = self.eccentricity**2
        aside = math.hypot(x, y)
        phi = math.atan2(z, aside * (1 - squared))
        for _ in range(_LATITUDE_STEPS):
            across = self.semi_major_m / math.sqrt(1 - squared * math.sin(phi) ** 2)
            phi = math.atan2(z + squared * across * math.sin(phi), aside)
        return math.degrees(phi), math.degrees(math.atan2(y, x))


WGS84 = Ellipsoid(6_378_137.0, 1 / 298.257223563)
KRASSOWSKY = Ellipsoid(6_378_245.0, 1 / 298.3)


def polar_forward(latitude: float, longitude: float, *, north: bool, scale: float) -> tuple[float, float]:
    """Return (easting, northing) in metres from a pole of WGS 84, polar stereographic."""
    phi, theta = math.radians(latitude if north else -latitude), math.radians(longitude)
    e = WGS84.eccentricity
    inclined = math.tan(math.pi / 4 - phi / 2) * math.exp(e * math.atanh(e * math.sin(phi)))
    reach = _polar_reach(scale) * inclined
    return reach * math.sin(theta), (-reach if north else reach) * math.cos(theta)


def polar_reverse(easting_m: float, northing_m: float, *, north: bool, scale: float) -> tuple[float, float]:
    """Return (latitude, longitude) in degrees of metres from a pole of WGS 84, polar stereographic."""
    reach = math.hypot(easting_m, northing_m)
    e = WGS84.eccentricity
    inclined = reach / _polar_reach(scale)
    phi = math.pi / 2 - 2 * math.atan(inclined)
    for _ in range(_LATITUDE_STEPS):
        phi = math.pi / 2 - 2 * math.atan(inclined * math.exp(-e * math.atanh(e * math.sin(phi))))
    longitude = math.degrees(math.atan2(easting_m, -northing_m if north else northing_m)) if reach else 0.0
    return math.degrees(phi if north else -phi), longitude


def _polar_reach(scale: float) -> float:
    e = WGS84.eccentricity
    return 2 * WGS84.semi_major_m * scale / math.sqrt((1 + e) ** (1 + e) * (1 - e) ** (1 - e))
