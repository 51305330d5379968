"""The invented city's ground plan, drawn under the places: the maps of the demo can be read where no tile server answers."""


def _feature(kind: str, name: str, shape: str, positions: list[tuple[float, float]]) -> dict:
    coordinates = [[longitude, latitude] for longitude, latitude in positions]
    if shape == "Polygon":
        coordinates = [[*coordinates, coordinates[0]]]
    return {
        "type": "Feature",
        "properties": {"kind": kind, "name": name},
        "geometry": {"type": shape, "coordinates": coordinates},
    }


OVERLAY = {
    "type": "FeatureCollection",
    "features": [
        _feature(
            "water",
            "La Brune",
            "Polygon",
            [
                (2.1900, 48.8992),
                (2.1985, 48.8979),
                (2.2062, 48.8983),
                (2.2131, 48.8968),
                (2.2178, 48.8931),
                (2.2240, 48.8912),
                (2.2242, 48.8903),
                (2.2171, 48.8922),
                (2.2122, 48.8960),
                (2.2060, 48.8974),
                (2.1986, 48.8970),
                (2.1900, 48.8983),
            ],
        ),
        _feature(
            "park",
            "Parc des Tanneries",
            "Polygon",
            [(2.1978, 48.8926), (2.2022, 48.8931), (2.2030, 48.8902), (2.2006, 48.8888), (2.1972, 48.8896)],
        ),
        _feature(
            "park",
            "Jardin de la Gare",
            "Polygon",
            [(2.1952, 48.8962), (2.1976, 48.8963), (2.1977, 48.8952), (2.1953, 48.8950)],
        ),
        _feature(
            "district",
            "Place du Marché",
            "Polygon",
            [(2.2058, 48.8930), (2.2081, 48.8931), (2.2083, 48.8918), (2.2060, 48.8917)],
        ),
        _feature(
            "road",
            "Rue des Tanneurs",
            "LineString",
            [(2.2022, 48.8931), (2.2058, 48.8928), (2.2083, 48.8924), (2.2150, 48.8905)],
        ),
        _feature(
            "road", "Rue Basse", "LineString", [(2.2071, 48.8917), (2.2064, 48.8890), (2.2052, 48.8852)]
        ),
        _feature(
            "road",
            "Avenue de la Gare",
            "LineString",
            [(2.2060, 48.8930), (2.2012, 48.8949), (2.1964, 48.8957)],
        ),
        _feature(
            "road", "Rue du Pont", "LineString", [(2.2078, 48.8931), (2.2092, 48.8972), (2.2110, 48.9002)]
        ),
        _feature(
            "road",
            "Chemin des Serres",
            "LineString",
            [(2.2150, 48.8905), (2.2122, 48.8868), (2.2107, 48.8841)],
        ),
        _feature(
            "road",
            "Allée des Glycines",
            "LineString",
            [(2.2006, 48.8888), (2.1975, 48.8868), (2.1940, 48.8850)],
        ),
        _feature(
            "road",
            "Boulevard du Plateau",
            "LineString",
            [(2.1940, 48.8850), (2.2052, 48.8852), (2.2107, 48.8841), (2.2190, 48.8848)],
        ),
        _feature(
            "rail",
            "Ligne de Montfleury",
            "LineString",
            [(2.1905, 48.9004), (2.1950, 48.8966), (2.1930, 48.8905), (2.1908, 48.8840)],
        ),
        _feature(
            "building",
            "Mairie",
            "Polygon",
            [(2.2060, 48.8934), (2.2070, 48.8934), (2.2070, 48.8931), (2.2060, 48.8931)],
        ),
        _feature(
            "building",
            "Bibliothèque",
            "Polygon",
            [(2.2080, 48.8922), (2.2089, 48.8922), (2.2089, 48.8917), (2.2080, 48.8917)],
        ),
        _feature(
            "building",
            "École Louise-Michel",
            "Polygon",
            [(2.2086, 48.8932), (2.2098, 48.8932), (2.2098, 48.8926), (2.2086, 48.8926)],
        ),
    ],
}
