"""The composition root: every public address, and the admin's."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from consultation_blocks.opendata.api import api
from map_blocks.views import tile
from pages.readable import ReadablePages
from pages.views import search

from . import views
from .bulk import bulk_action
from .staff_login import ThrottledLoginView, ThrottledPasswordResetView

urlpatterns = [
    path("health/", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("identity.css", views.identity_css, name="identity_css"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": ReadablePages}}, name="sitemap"),
    path("api/v1/", api.urls),
    path("tiles/<int:z>/<int:x>/<int:y>.png", tile, name="tile"),
    path("admin/login/", ThrottledLoginView.as_view(), name="wagtailadmin_login"),
    path("admin/password_reset/", ThrottledPasswordResetView.as_view(), name="wagtailadmin_password_reset"),
    path(
        "admin/bulk/<str:app_label>/<str:model_name>/<str:action>/", bulk_action, name="wagtail_bulk_action"
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", views.language_root),
]
urlpatterns += i18n_patterns(
    path("search/", search, name="search"),
    path("", include("consultation_blocks.urls")),
    path("map/", include("map_blocks.urls")),
    *(
        [path("styleguide/", views.styleguide, name="styleguide")]
        if getattr(settings, "STYLE_GUIDE", False)
        else []
    ),
    # Wagtail's page takes passwords and counts no tries; readers of restricted pages sign in by a code.
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("", include(wagtail_urls)),
)
if settings.DEBUG or getattr(settings, "STYLE_GUIDE", False):
    from django.conf.urls.static import static
    from django.views.static import serve

    urlpatterns = [
        path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
        *static(settings.STATIC_URL, document_root=settings.STATIC_ROOT),
        *urlpatterns,
    ]
handler404 = "site_core.views.page_not_found"
handler500 = "site_core.views.server_error"
