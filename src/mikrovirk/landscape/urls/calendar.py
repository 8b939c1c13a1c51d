"""The joint calendar: the pages, the files, the widget, and the calendars it is made of."""

from django.urls import URLPattern, path

from mikrovirk.landscape.views import calendar, feeds, files, widget

urlpatterns: list[URLPattern] = [
    path("calendar/", calendar.listing, name="calendar"),
    path("calendar/feeds/", feeds.feeds, name="feeds"),
    path("calendar/feeds/new/", feeds.feed_new, name="feed_new"),
    path("calendar/feeds/<int:pk>/", feeds.feed, name="feed"),
    path("calendar/feeds/<int:pk>/edit/", feeds.feed_edit, name="feed_edit"),
    path("calendar/feeds/<int:pk>/read/", feeds.feed_read, name="feed_read"),
    path("calendar/feeds/<int:pk>/pause/", feeds.feed_pause, name="feed_pause"),
    path("calendar/feeds/<int:pk>/remove/", feeds.feed_remove, name="feed_remove"),
    path("calendar/feeds/<int:pk>/put-back/", feeds.feed_put_back, name="feed_put_back"),
    path("calendar/activities/<int:pk>/", calendar.activity, name="activity"),
    path("calendar/activities/<int:pk>/calendar.ics", calendar.activity_ics, name="activity_ics"),
    path("calendar/widget.js", widget.script, name="widget"),
    path("calendar/<str:code>/", calendar.listing, name="calendar_of"),
    path("calendar/<str:code>/month/", calendar.month, name="month"),
    path("calendar/<str:code>/widget/", widget.page, name="widget_page"),
    path("calendar/<str:code>/frame/", widget.frame, name="widget_frame"),
    path("calendar/<str:code>/calendar.ics", files.calendar_file, name="ics"),
    path("calendar/<str:code>/news.rss", files.news_feed, {"kind": "rss"}, name="rss"),
    path("calendar/<str:code>/news.atom", files.news_feed, {"kind": "atom"}, name="atom"),
    path("calendar/<str:code>/events.json", files.as_json, name="json"),
]
