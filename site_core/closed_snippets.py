"""Snippets in the Wagtail admin without the screens that would name them to people they are not for."""

from wagtail.snippets.views.snippets import SnippetViewSet


class ClosedViewSet(SnippetViewSet):
    """A snippet that no chooser offers: choosers list everything to whoever may enter the admin.

    Nor is there a screen of its usage: no page refers to what citizens sent, and it would name any of it to any of the staff.
    """

    copy_view_enabled = False

    def register_chooser_viewset(self):
        pass

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**({"usage_url_name": None} | kwargs))

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "usage"]

    @property
    def index_template_name(self):
        """The view's own template, not the one of all snippets."""
        return self.index_view_class.template_name
