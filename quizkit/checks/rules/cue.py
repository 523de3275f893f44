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
    cards:
      - {id: cb2, q: "Where is Pikudi?", a: Gudidopo, wrong: [Tokap, Bonub]}
      - {id: cb3, q: "Where is Lupunu?", a: Tepibora, wrong: [Gidir, Nutel]}
      - {id: cb4, q: "Where is Renumu?", a: Mobobisu, wrong: [Soteg, Reber]}
      - {id: cb5, q: "Where is Gusedu?", a: Kunomoma, wrong: [Rusum, Pubet]}
      - {id: cb6, q: "Where is Kidire?", a: Giretiti, wrong: [Pipod, Binin]}
      - {id: cb7, q: "Where is Sigara?", a: Ranumobi, wrong: [Gebid, Dilen]}
      - {id: cb8, q: "Where is Mokita?", a: Patolupa, wrong: [Munib, Gemug]}
      - {id: cb9, q: "Where is Negidu?", a: Rimimale, wrong: [Sogur, Dibod]}
      - {id: cbx, q: "Where is Donulu?", a: Lasadoda, wrong: [Kesog, Dogeg]}
      - {id: cbz, q: "Where is Didodu?", a: Mupalesu, wrong: [Piler, Kikem]}
      - {id: cc2, q: "Where is Garidu?", a: Dekakodi, wrong: [Radat, Bimop]}
      - {id: cc3, q: "Where is Pupani?", a: Tukelore, wrong: [Belat, Porir]}
      - {id: cc4, q: "Where is Tokomu?", a: Sogudepa, wrong: [Gumut, Pekip]}
      - {id: cc5, q: "Where is Morera?", a: Sadurune, wrong: [Gines, Botot]}
      - {id: cc6, q: "Where is Rosabu?", a: Gupedosu, wrong: [Natil, Korak]}
      - {id: cc7, q: "Where is Sinuti?", a: Nakunela, wrong: [Basar, Ledum]}
      - {id: cc8, q: "Where is Bosoni?", a: Ralurepu, wrong: [Rolep, Sukir]}
      - {id: cc9, q: "Where is Didobe?", a: Lotulepi, wrong: [Pepub, Ludun]}
      - {id: ccx, q: "Where is Sikise?", a: Puragitu, wrong: [Lisen, Rogol]}
      - {id: ccz, q: "Where is Modeba?", a: Pugegomi, wrong: [Nedet, Laden]}
      - {id: cd2, q: "Where is Dabapi?", a: Pogekipu, wrong: [Sokol, Mosak]}
      - {id: cd3, q: "Where is Teleto?", a: Gapibara, wrong: [Rebid, Nakap]}
      - {id: cd4, q: "Where is Bataro?", a: Rorerota, wrong: [Ludig, Deben]}
      - {id: cd5, q: "Where is Miroso?", a: Dibobime, wrong: [Lodid, Neruk]}
      - {id: cd6, q: "Where is Ragimi?", a: Nigudalu, wrong: [Molim, Lirub]}
      - {id: cd7, q: "Where is Gagosa?", a: Siminipu, wrong: [Mureb, Gites]}
      - {id: cd8, q: "Where is Lokaro?", a: Bumoleku, wrong: [Penot, Mukod]}
      - {id: cd9, q: "Where is Gupugu?", a: Lumuturi, wrong: [Rorun, Sulol]}
      - {id: cdx, q: "Where is Siniri?", a: Litomopa, wrong: [Pigog, Belig]}
      - {id: cdz, q: "Where is Dutota?", a: Godoteba, wrong: [Nubuk, Romat]}
A good deck
    title: Places
    cards:
      - {id: cb2, q: "Where is Pikudi?", a: Tenare, wrong: [Poreme, Babubo]}
      - {id: cb3, q: "Where is Lupunu?", a: Mutido, wrong: [Tudero, Bokone]}
      - {id: cb4, q: "Where is Renumu?", a: Nugure, wrong: [Napisu, Molusa]}
      - {id: cb5, q: "Where is Gusedu?", a: Palela, wrong: [Semide, Latada]}
      - {id: cb6, q: "Where is Kidire?", a: Gagoro, wrong: [Retupe, Sobebo]}
      - {id: cb7, q: "Where is Sigara?", a: Ranema, wrong: [Kutose, Sesogu]}
      - {id: cb8, q: "Where is Mokita?", a: Kabage, wrong: [Gukimu, Numupu]}
      - {id: cb9, q: "Where is Negidu?", a: Salilu, wrong: [Rapida, Sodure]}
      - {id: cbx, q: "Where is Donulu?", a: Babisi, wrong: [Pomoda, Lomaki]}
      - {id: cbz, q: "Where is Didodu?", a: Memule, wrong: [Marusu, Tikola]}
      - {id: cc2, q: "Where is Garidu?", a: Larule, wrong: [Keramu, Tegegi]}
      - {id: cc3, q: "Where is Pupani?", a: Sabise, wrong: [Segilo, Gipato]}
      - {id: cc4, q: "Where is Tokomu?", a: Riguki, wrong: [Lirigo, Siteba]}
      - {id: cc5, q: "Where is Morera?", a: Gutape, wrong: [Nonemo, Ralala]}
      - {id: cc6, q: "Where is Rosabu?", a: Relisi, wrong: [Togumo, Kikele]}
      - {id: cc7, q: "Where is Sinuti?", a: Miromu, wrong: [Patone, Ribapo]}
      - {id: cc8, q: "Where is Bosoni?", a: Taneto, wrong: [Ledubi, Sudoki]}
      - {id: cc9, q: "Where is Didobe?", a: Sikuke, wrong: [Midari, Redoti]}
      - {id: ccx, q: "Where is Sikise?", a: Kikate, wrong: [Sosesi, Tasomo]}
      - {id: ccz, q: "Where is Modeba?", a: Somidu, wrong: [Gakoko, Sakapu]}
      - {id: cd2, q: "Where is Dabapi?", a: Tebane, wrong: [Tubuni, Nulene]}
      - {id: cd3, q: "Where is Teleto?", a: Kasugi, wrong: [Nurubi, Nitile]}
      - {id: cd4, q: "Where is Bataro?", a: Rapeno, wrong: [Bulali, Ridibe]}
      - {id: cd5, q: "Where is Miroso?", a: Surale, wrong: [Kinuma, Detoru]}
      - {id: cd6, q: "Where is Ragimi?", a: Modube, wrong: [Bupule, Sapipo]}
      - {id: cd7, q: "Where is Gagosa?", a: Latura, wrong: [Detero, Dutide]}
      - {id: cd8, q: "Where is Lokaro?", a: Sunamo, wrong: [Belara, Rodosu]}
      - {id: cd9, q: "Where is Gupugu?", a: Binola, wrong: [Dabolo, Gitanu]}
      - {id: cdx, q: "Where is Siniri?", a: Ponade, wrong: [Kekadi, Ninipe]}
      - {id: cdz, q: "Where is Dutota?", a: Tanato, wrong: [Lupodu, Ligobe]}
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
