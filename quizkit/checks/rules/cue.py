"""QK518 a solver that sees only cues beats chance

What it finds
    A deck whose choice questions can be guessed by a single cue, such as the longest option or the
    middle number, more than two points more often than by chance. It is told only from thirty
    questions on and where the lead is 3.3 standard errors or more, counted over questions: in a
    small deck a few keys that happen to be longest prove nothing, and nothing is said.
Why it matters
    Marks then go to those who know how tests are made. Source: Pham, Besanko & Devitt (2018): a
    key that is the longest option, or that shares words with the question, is found more often.
A bad deck
    quizkit: 1    # here
    deck: places
    title: Places
    language: en
    sources: {log: {title: The log}}
    cards:
      - {id: cb2, q: "Where is Pikudi?", a: Gudidopo, wrong: [Tokap, Bonub], source: log p. 4}
      - {id: cb3, q: "Where is Lupunu?", a: Tepibora, wrong: [Gidir, Nutel], source: log p. 4}
      - {id: cb4, q: "Where is Renumu?", a: Mobobisu, wrong: [Soteg, Reber], source: log p. 4}
      - {id: cb5, q: "Where is Gusedu?", a: Kunomoma, wrong: [Rusum, Pubet], source: log p. 4}
      - {id: cb6, q: "Where is Kidire?", a: Giretiti, wrong: [Pipod, Binin], source: log p. 4}
      - {id: cb7, q: "Where is Sigara?", a: Ranumobi, wrong: [Gebid, Dilen], source: log p. 4}
      - {id: cb8, q: "Where is Mokita?", a: Patolupa, wrong: [Munib, Gemug], source: log p. 4}
      - {id: cb9, q: "Where is Negidu?", a: Rimimale, wrong: [Sogur, Dibod], source: log p. 4}
      - {id: cbx, q: "Where is Donulu?", a: Lasadoda, wrong: [Kesog, Dogeg], source: log p. 4}
      - {id: cbz, q: "Where is Didodu?", a: Mupalesu, wrong: [Piler, Kikem], source: log p. 4}
      - {id: cc2, q: "Where is Garidu?", a: Dekakodi, wrong: [Radat, Bimop], source: log p. 4}
      - {id: cc3, q: "Where is Pupani?", a: Tukelore, wrong: [Belat, Porir], source: log p. 4}
      - {id: cc4, q: "Where is Tokomu?", a: Sogudepa, wrong: [Gumut, Pekip], source: log p. 4}
      - {id: cc5, q: "Where is Morera?", a: Sadurune, wrong: [Gines, Botot], source: log p. 4}
      - {id: cc6, q: "Where is Rosabu?", a: Gupedosu, wrong: [Natil, Korak], source: log p. 4}
      - {id: cc7, q: "Where is Sinuti?", a: Nakunela, wrong: [Basar, Ledum], source: log p. 4}
      - {id: cc8, q: "Where is Bosoni?", a: Ralurepu, wrong: [Rolep, Sukir], source: log p. 4}
      - {id: cc9, q: "Where is Didobe?", a: Lotulepi, wrong: [Pepub, Ludun], source: log p. 4}
      - {id: ccx, q: "Where is Sikise?", a: Puragitu, wrong: [Lisen, Rogol], source: log p. 4}
      - {id: ccz, q: "Where is Modeba?", a: Pugegomi, wrong: [Nedet, Laden], source: log p. 4}
      - {id: cd2, q: "Where is Dabapi?", a: Pogekipu, wrong: [Sokol, Mosak], source: log p. 4}
      - {id: cd3, q: "Where is Teleto?", a: Gapibara, wrong: [Rebid, Nakap], source: log p. 4}
      - {id: cd4, q: "Where is Bataro?", a: Rorerota, wrong: [Ludig, Deben], source: log p. 4}
      - {id: cd5, q: "Where is Miroso?", a: Dibobime, wrong: [Lodid, Neruk], source: log p. 4}
      - {id: cd6, q: "Where is Ragimi?", a: Nigudalu, wrong: [Molim, Lirub], source: log p. 4}
      - {id: cd7, q: "Where is Gagosa?", a: Siminipu, wrong: [Mureb, Gites], source: log p. 4}
      - {id: cd8, q: "Where is Lokaro?", a: Bumoleku, wrong: [Penot, Mukod], source: log p. 4}
      - {id: cd9, q: "Where is Gupugu?", a: Lumuturi, wrong: [Rorun, Sulol], source: log p. 4}
      - {id: cdx, q: "Where is Siniri?", a: Litomopa, wrong: [Pigog, Belig], source: log p. 4}
      - {id: cdz, q: "Where is Dutota?", a: Godoteba, wrong: [Nubuk, Romat], source: log p. 4}
A good deck
    title: Places
    sources: {log: {title: The log}}
    cards:
      - {id: cb2, q: "Where is Pikudi?", a: Tenare, wrong: [Poreme, Babubo], source: log p. 4}
      - {id: cb3, q: "Where is Lupunu?", a: Mutido, wrong: [Tudero, Bokone], source: log p. 4}
      - {id: cb4, q: "Where is Renumu?", a: Nugure, wrong: [Napisu, Molusa], source: log p. 4}
      - {id: cb5, q: "Where is Gusedu?", a: Palela, wrong: [Semide, Latada], source: log p. 4}
      - {id: cb6, q: "Where is Kidire?", a: Gagoro, wrong: [Retupe, Sobebo], source: log p. 4}
      - {id: cb7, q: "Where is Sigara?", a: Ranema, wrong: [Kutose, Sesogu], source: log p. 4}
      - {id: cb8, q: "Where is Mokita?", a: Kabage, wrong: [Gukimu, Numupu], source: log p. 4}
      - {id: cb9, q: "Where is Negidu?", a: Salilu, wrong: [Rapida, Sodure], source: log p. 4}
      - {id: cbx, q: "Where is Donulu?", a: Babisi, wrong: [Pomoda, Lomaki], source: log p. 4}
      - {id: cbz, q: "Where is Didodu?", a: Memule, wrong: [Marusu, Tikola], source: log p. 4}
      - {id: cc2, q: "Where is Garidu?", a: Larule, wrong: [Keramu, Tegegi], source: log p. 4}
      - {id: cc3, q: "Where is Pupani?", a: Sabise, wrong: [Segilo, Gipato], source: log p. 4}
      - {id: cc4, q: "Where is Tokomu?", a: Riguki, wrong: [Lirigo, Siteba], source: log p. 4}
      - {id: cc5, q: "Where is Morera?", a: Gutape, wrong: [Nonemo, Ralala], source: log p. 4}
      - {id: cc6, q: "Where is Rosabu?", a: Relisi, wrong: [Togumo, Kikele], source: log p. 4}
      - {id: cc7, q: "Where is Sinuti?", a: Miromu, wrong: [Patone, Ribapo], source: log p. 4}
      - {id: cc8, q: "Where is Bosoni?", a: Taneto, wrong: [Ledubi, Sudoki], source: log p. 4}
      - {id: cc9, q: "Where is Didobe?", a: Sikuke, wrong: [Midari, Redoti], source: log p. 4}
      - {id: ccx, q: "Where is Sikise?", a: Kikate, wrong: [Sosesi, Tasomo], source: log p. 4}
      - {id: ccz, q: "Where is Modeba?", a: Somidu, wrong: [Gakoko, Sakapu], source: log p. 4}
      - {id: cd2, q: "Where is Dabapi?", a: Tebane, wrong: [Tubuni, Nulene], source: log p. 4}
      - {id: cd3, q: "Where is Teleto?", a: Kasugi, wrong: [Nurubi, Nitile], source: log p. 4}
      - {id: cd4, q: "Where is Bataro?", a: Rapeno, wrong: [Bulali, Ridibe], source: log p. 4}
      - {id: cd5, q: "Where is Miroso?", a: Surale, wrong: [Kinuma, Detoru], source: log p. 4}
      - {id: cd6, q: "Where is Ragimi?", a: Modube, wrong: [Bupule, Sapipo], source: log p. 4}
      - {id: cd7, q: "Where is Gagosa?", a: Latura, wrong: [Detero, Dutide], source: log p. 4}
      - {id: cd8, q: "Where is Lokaro?", a: Sunamo, wrong: [Belara, Rodosu], source: log p. 4}
      - {id: cd9, q: "Where is Gupugu?", a: Binola, wrong: [Dabolo, Gitanu], source: log p. 4}
      - {id: cdx, q: "Where is Siniri?", a: Ponade, wrong: [Kekadi, Ninipe], source: log p. 4}
      - {id: cdz, q: "Where is Dutota?", a: Tanato, wrong: [Lupodu, Ligobe], source: log p. 4}
Fix
    By hand: write wrong options that look like the right one.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding
from quizkit.checks.cue_rates import best, rates
from quizkit.checks.sampling import sheets
from quizkit.model import Location, Note, Problem, Severity

CODE = "QK518"
SEVERITY = Severity.WARNING
PROFILE = "exam"
FIX = "-"

MOST = 3_000
"""So many questions are looked at, or each facet once."""


def find(context: Context) -> Iterator[Finding]:
    """Yield the cue that does best, if it does better than chance."""
    drawn = sheets(context.asker, most=MOST)
    if not drawn:
        return
    found = best(rates(drawn))
    if found.tells:
        problem = Problem(
            CODE,
            SEVERITY,
            f"{float(found.hit):.0%} can be guessed by this cue: {found.cue}",
            Location(context.deck.paths[0]),
            notes=(
                Note("known", f"chance is {float(found.chance):.0%} of {found.facets} questions"),
                Note("help", "write wrong options that look like the right one"),
            ),
        )
        yield context.on_deck(problem)
