"""Addresses of the map's pages; `site_core.urls` puts the language and `map/` before them, and the tiles at the root."""

from django.urls import path

from . import contribute, views

urlpatterns = [
    path("geocode/", views.geocode, name="map_geocode"),
    path("places/<str:reference>/", views.detail, name="map_contribution_detail"),
    path("places/<str:reference>/edit/", contribute.PlaceEdit.as_view(), name="map_edit"),
    path("places/<str:reference>/card.json", views.card, name="map_card"),
    path("<int:activity_id>/new/", contribute.PlaceNew.as_view(), name="map_contribute"),
    path("<int:activity_id>/features/", views.features, name="map_features"),
    path("<int:activity_id>/list/", views.places_list, name="map_list"),
    path("<int:activity_id>/layers.json", views.layers, name="map_layers"),
    path("<int:activity_id>/places.geojson", views.geojson, name="map_geojson"),
]
