"""Public addresses of the rooms; `site_core.urls` puts the language before them."""

from django.urls import include, path

urlpatterns = [
    path("", include("consultation_blocks.participation.urls")),
    path("debate/", include("consultation_blocks.debate.urls")),
    path("", include("consultation_blocks.proposals.urls")),
    path("", include("consultation_blocks.agenda.urls")),
    path("", include("consultation_blocks.timeline.urls")),
]
