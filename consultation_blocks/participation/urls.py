from allauth.account.views import account_inactive
from django.urls import path
from django.views.generic import RedirectView

from . import account, captcha, me, receipts, views, votes

urlpatterns = [
    path("a/<int:activity_id>/", views.activity_page, name="activity"),
    path("a/<int:activity_id>/contribute/", views.contribute, name="contribute"),
    path("c/<str:reference>/", views.contribution_page, name="contribution"),
    path("files/<uuid:uid>/", views.attachment, name="attachment"),
    path("c/<str:reference>/receipt/", receipts.receipt, name="receipt"),
    path("c/<str:reference>/confirm/", receipts.confirm_contribution, name="confirm_contribution"),
    path("confirm/<str:token>/", receipts.confirm_link, name="confirm_link"),
    path("c/<str:reference>/vote/", votes.vote, name="vote"),
    path("c/<str:reference>/report/", votes.report, name="report"),
    path("c/<str:reference>/edit/", me.edit_contribution, name="edit_contribution"),
    path("c/<str:reference>/withdraw/", me.withdraw_contribution, name="withdraw_contribution"),
    path("me/", me.my_contributions, name="my_contributions"),
    path("me/profile/", me.profile, name="me_profile"),
    path("me/state/", me.me_state, name="me_state"),
    path("captcha/", captcha.challenge, name="captcha"),
    # The pages of django-allauth that this site uses, under the names by which it knows them.
    path("account/login/", account.SignInView.as_view(), name="account_login"),
    path("account/login/code/confirm/", account.SignInCodeView.as_view(), name="account_confirm_login_code"),
    path(
        "account/login/code/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="account_request_login_code",
    ),
    path(
        "account/signup/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="account_signup",
    ),
    path("account/logout/", account.SignOutView.as_view(), name="account_logout"),
    path("account/inactive/", account_inactive, name="account_inactive"),
]
