"""Why a mail that came in is where it is, as codes; anything else in its `why` is somebody's own words."""

MACHINE = "machine"  # nobody wrote it: an absence, a receipt
OTHER_ATTENDEE = "other-attendee"  # a calendar answers for somebody else than it was asked
UNKNOWN_SENDER = "unknown-sender"  # a calendar answers, and nothing proves whose it is
COUNTER = "counter"  # a calendar proposes another time
UNKNOWN_EVENT = "unknown-event"  # a calendar answers something we do not know
UNCLEAR_ANSWER = "unclear-answer"  # neither yes, perhaps nor no
PART_OFF = "part-off"  # an answer to a round, while the members' voice is switched off
NO_ROUND = "no-round"  # an answer to a round that is gone, or from somebody it does not ask any more
FAILED = "failed"  # something went wrong on our side
# What came of an answer to a round.
HEARD = "heard"  # it is in the stream
EMPTY = "empty"  # a person sent what was quoted and nothing else
# What came of an answer from a calendar.
SIGNED_UP, WAITING, SIGNED_OFF = "signed-up", "waiting", "signed-off"
UNCHANGED = "unchanged"  # it was so already
PERHAPS = "perhaps"  # holds no place and takes none away
OUTDATED = "outdated"  # the meeting was moved, or they answered anew, since
CLOSED = "closed"  # the meeting is cancelled or has begun
