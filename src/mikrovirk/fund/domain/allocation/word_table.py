"""The sentences of `words`: Danish, English. Placeholders are filled with amounts and names that are ready to be read."""

TABLE: dict[str, tuple[str, str]] = {
    "why:shares": (
        "Får pengene, fordi de, der stemte på det, kunne betale {cost} af deres andele.",
        "Gets the money because those who voted for it could pay {cost} out of their shares.",
    ),
    "why:completion": (
        "Får pengene af det, der blev tilovers: af dem, der stadig var råd til, havde det flest stemmer ({votes}).",
        "Gets the money from what was left over: of those that still fitted it had the most votes ({votes}).",
    ),
    "why:votes": (
        "Får pengene, fordi det fik {votes} stemmer, og der var råd til det, da turen kom til det.",
        "Gets the money because it had {votes} votes and still fitted into the pot when its turn came.",
    ),
    "why:score": (
        "Får pengene, fordi det var bedst vurderet af dem, der var tilbage, og der var råd til det.",
        "Gets the money because it was assessed best of those remaining and still fitted into the pot.",
    ),
    "why:lacked-money:first": (
        "De {supporters}, der stemte på det, havde fra begyndelsen {had} tilsammen. Det koster {cost}, så der manglede {lacked}.",
        "The {supporters} who voted for it had {had} together from the beginning. It costs {cost}, so {lacked} was missing.",
    ),
    "why:lacked-money:after": (
        "Da {after} var betalt, havde de {supporters}, der stemte på det, {had} tilbage. Det koster {cost}, så der manglede {lacked}.",
        "When {after} was paid, the {supporters} who voted for it had {had} left. It costs {cost}, so {lacked} was missing.",
    ),
    "why:lacked-room:first": (
        "Da turen kom til det, var der {had} i puljen. Det koster {cost}, så der manglede {lacked}.",
        "When its turn came, there was {had} in the pot. It costs {cost}, so {lacked} was missing.",
    ),
    "why:lacked-room:after": (
        "Da turen kom til det efter {after}, var der {had} tilbage i puljen. Det koster {cost}, så der manglede {lacked}.",
        "When its turn came after {after}, there was {had} left in the pot. It costs {cost}, so {lacked} was missing.",
    ),
    "why:over-the-pot": (
        "Det koster {cost}, og det er mere, end der er i hele puljen.",
        "It costs {cost}, which is more than the whole pot.",
    ),
    "why:no-support": ("Ingen stemte på det.", "Nobody voted for it."),
    "why:not-assessed": ("Det er ikke vurderet.", "It was not assessed."),
    "paid:same": ("{voters} betalte {amount} hver.", "{voters} paid {amount} each."),
    "paid:rest": (
        "{voters} betalte {amount} hver, og {others} gav det sidste af deres andel, tilsammen {sum}.",
        "{voters} paid {amount} each, and {others} gave the last of their share, {sum} together.",
    ),
    "paid:points": (
        "{all} betalte efter deres point, fra {least} til {amount} hver.",
        "{all} paid according to their points, from {least} to {amount} each.",
    ),
    "taken": ("Mest af deres andele gik til {taken}.", "Most of their shares went to {taken}."),
    "wins_at": (
        "Havde det kostet {cost}, havde det fået pengene; {dearer} havde været for meget.",
        "At a cost of {cost} it would have got the money; {dearer} would have been too much.",
    ),
    "wins_with": (
        "Antal stemmer mere, det skulle have haft for at få pengene, fra folk, der kun stemte på det: {more}.",
        "Votes more that it would have needed to get the money, from people who vote for nothing else: {more}.",
    ),
    "elsewhere:funded": ("Det havde fået penge efter {rules}.", "It would have got money by {rules}."),
    "elsewhere:not": ("Det havde ikke fået penge efter {rules}.", "It would not have got money by {rules}."),
    "rule:none": ("faste lige andele", "fixed equal shares"),
    "rule:add1": ("voksende lige andele (Add1)", "growing equal shares (Add1)"),
    "rule:add1u": (
        "voksende lige andele og så flest stemmer (Add1U)",
        "growing equal shares and then most votes (Add1U)",
    ),
    "rule:greedy": ("flest stemmer alene", "most votes alone"),
    "rule:score": ("bedste vurdering alene", "best assessment alone"),
    "left:nothing": ("Hele puljen på {budget} er fordelt.", "The whole pot of {budget} is given out."),
    "left:all-funded": (
        "Der er {left} tilbage, fordi alt, nogen bad om, har fået penge.",
        "There is {left} left because everything anybody asked for got money.",
    ),
    "left:nothing-fits": (
        "Der er {left} tilbage. Alt det, der ikke fik penge, koster mere.",
        "There is {left} left. Everything that got no money costs more.",
    ),
    "left:shares-end": (
        "Der er {left} tilbage. Reglen stopper, når ingen kan betale mere af deres andel.",
        "There is {left} left. The rule ends where nobody can pay for more out of their share.",
    ),
    "left:next-step-too-dear": (
        "Der er {left} tilbage. Med den næste større andel til alle havde det hele kostet {next_cost}, og det er mere end puljen på {budget}.",
        "There is {left} left. With the next larger share for everybody it would all have cost {next_cost}, more than the pot of {budget}.",
    ),
    "served": (
        "{served} af de {voters}, der stemte, fik mindst ét af de projekter, de stemte på.",
        "{served} of the {voters} who voted got at least one of the projects they voted for.",
    ),
}
