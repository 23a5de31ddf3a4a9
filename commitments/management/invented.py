"""Words for an invented register: sentences in two languages that say the same, few words common, most rare.

Nouns are drawn by rank, the first the most often, as words are in a language; places are made from syllables, so
that there is no end of them and most stand in a few records only.
"""

from itertools import accumulate
from random import Random

from django_countries import data

Pair = tuple[str, str]  # French, English

VERBS: list[Pair] = [
    ("restaurer", "restore"),
    ("protéger", "protect"),
    ("financer", "fund"),
    ("connaître", "study"),
    ("replanter", "replant"),
    ("surveiller", "monitor"),
    ("rendre à la nature", "give back to nature"),
    ("gérer durablement", "manage sustainably"),
    ("relier", "connect"),
    ("dépolluer", "clean up"),
    ("cartographier", "map"),
    ("interdire d’épuiser", "stop exhausting"),
]
NOUNS: list[Pair] = [
    ("les forêts", "forests"),
    ("les terres agricoles", "farmland"),
    ("l’océan", "the ocean"),
    ("les zones humides", "wetlands"),
    ("les aires protégées", "protected areas"),
    ("les sols", "soils"),
    ("les mangroves", "mangroves"),
    ("les rivières", "rivers"),
    ("les récifs coralliens", "coral reefs"),
    ("les savanes", "savannas"),
    ("les pollinisateurs", "pollinators"),
    ("les espèces menacées", "threatened species"),
    ("les semences paysannes", "farmers’ seeds"),
    ("les tourbières", "peatlands"),
    ("les herbiers marins", "seagrass meadows"),
    ("les haies", "hedgerows"),
    ("les lacs", "lakes"),
    ("les deltas", "river deltas"),
    ("les dunes", "dunes"),
    ("les oasis", "oases"),
    ("les prairies", "grasslands"),
    ("les estuaires", "estuaries"),
    ("les glaciers", "glaciers"),
    ("les oiseaux migrateurs", "migratory birds"),
    ("les grands singes", "great apes"),
    ("les tortues marines", "sea turtles"),
    ("les requins", "sharks"),
    ("les abeilles sauvages", "wild bees"),
    ("les lichens", "lichens"),
    ("les gorgones", "sea fans"),
]
PLACES: list[Pair] = [
    ("du bassin de {}", "of the {} basin"),
    ("de la vallée de {}", "of the {} valley"),
    ("de la côte de {}", "of the {} coast"),
    ("du plateau de {}", "of the {} plateau"),
    ("de la région de {}", "of the {} region"),
]
SENTENCES: list[Pair] = [
    ("Les communautés de {place} décident de ce qui se fait.", "The communities of {place} decide what is done."),
    ("Un premier bilan dira ce que deviennent {fr}.", "A first review will say what becomes of {en}."),
    ("Les savoirs locaux et la recherche guident le travail.", "Local knowledge and research guide the work."),
    ("La désertification recule là où vivent {fr}.", "Desertification retreats where it meets {en}."),
    ("Les emplois créés vont d’abord aux femmes et aux jeunes.", "The jobs go to women and young people first."),
    ("Les données seront ouvertes à tous.", "The data will be open to everyone."),
    ("L’argent ira aussi vers {fr} des pays voisins.", "Money will also go to {en} of neighbouring countries."),
    ("La santé des animaux et des humains est suivie ensemble.", "Human and animal health are watched together."),
]
INDICATORS: list[tuple[Pair, Pair]] = [
    (("Surface restaurée", "Area restored"), ("hectares", "hectares")),
    (("Surface protégée", "Area protected"), ("hectares", "hectares")),
    (("Part des terres protégée", "Share of land protected"), ("%", "%")),
    (("Arbres plantés", "Trees planted"), ("arbres", "trees")),
    (("Personnes formées", "People trained"), ("personnes", "people")),
    (("Espèces suivies", "Species monitored"), ("espèces", "species")),
    (("Émissions évitées", "Emissions avoided"), ("tonnes de CO₂", "tonnes of CO₂")),
]
HOLDERS: list[tuple[str, Pair]] = [
    ("state", ("République de {}", "Republic of {}")),
    ("state", ("Royaume de {}", "Kingdom of {}")),
    ("international_organisation", ("Organisation mondiale de {}", "World Organisation of {}")),
    ("financial_institution", ("Banque de {}", "Bank of {}")),
    ("company", ("Compagnie {}", "{} Company")),
    ("ngo", ("Amis de {}", "Friends of {}")),
    ("ngo", ("Fondation {}", "{} Foundation")),
    ("coalition", ("Alliance pour {}", "Alliance for {}")),
    ("local_authority", ("Ville de {}", "City of {}")),
    ("research", ("Institut {}", "{} Institute")),
]
REPORTS: list[Pair] = [
    ("Les travaux ont commencé à {}.", "Work has begun in {}."),
    ("Un rapport d’étape est paru à {}.", "A progress report was published in {}."),
    ("Le premier objectif est atteint à {}.", "The first target is reached in {}."),
    ("Le chantier de {} a pris du retard.", "Work in {} is behind schedule."),
]
SYLLABLES = ["ka", "lo", "mé", "ri", "tan", "ou", "ba", "sé", "vo", "ndi", "ga", "pel", "zu", "mar", "té", "fo"]
COUNTRIES = sorted(data.COUNTRIES)
RANKS = list(accumulate(1 / rank for rank in range(1, len(NOUNS) + 1)))


def place(random: Random) -> str:
    return "".join(random.choices(SYLLABLES, k=random.choice((2, 3, 3, 4)))).capitalize()


def noun(random: Random) -> Pair:
    return random.choices(NOUNS, cum_weights=RANKS)[0]


def title(random: Random) -> Pair:
    verb, what, where, named = random.choice(VERBS), noun(random), random.choice(PLACES), place(random)
    french, english = (f"{verb[side]} {what[side]} {where[side].format(named)}" for side in (0, 1))
    return french[0].upper() + french[1:], english[0].upper() + english[1:]


def paragraph(random: Random, *, sentences: int) -> Pair:
    told = []
    for french, english in random.sample(SENTENCES, k=sentences):
        words = dict(zip(("fr", "en"), noun(random), strict=True), place=place(random))
        told.append((french.format(**words), english.format(**words)))
    return " ".join(one for one, _other in told), " ".join(other for _one, other in told)


def named(pair: Pair, name: str) -> Pair:
    return pair[0].format(name), pair[1].format(name)
