"""Topics that members wish for."""

from django.urls import URLPattern, URLResolver, path

from mikrovirk.voice.views import wishes

WISHES = "networks/<slug:network_slug>/wishes/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(WISHES, wishes.wishes, name="wishes"),
    path(f"{WISHES}similar/", wishes.similar, name="wishes_similar"),
    path(f"{WISHES}suggest/", wishes.suggest, name="wish_suggest"),
    path(f"{WISHES}<int:pk>/", wishes.wish, name="wish"),
    path(f"{WISHES}<int:pk>/support/", wishes.support, name="wish_support"),
    path(f"{WISHES}<int:pk>/withdraw/", wishes.withdraw, name="wish_withdraw"),
    path(f"{WISHES}<int:pk>/take-back/", wishes.take_back, name="wish_take_back"),
    path(f"{WISHES}<int:pk>/merge/", wishes.merge, name="wish_merge"),
    path(f"{WISHES}<int:pk>/put-away/", wishes.put_away, name="wish_put_away"),
    path(f"{WISHES}<int:pk>/bring-back/", wishes.bring_back, name="wish_bring_back"),
]
