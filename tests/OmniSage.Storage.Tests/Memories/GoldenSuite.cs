using OmniSage.GrainInterfaces.Memory;
using OmniSage.Storage.Tests.Fixtures;

namespace OmniSage.Storage.Tests.Memories;

/// <summary>
/// How well search finds what is meant: questions of people against facts that people keep, with the measured share
/// that is found first, and among the first three. Raise the floors when search gets better.
/// </summary>
public abstract class GoldenSuite(StorageFixture storage)
{
    private const double FirstMin = 0.85;
    private const double ThreeMin = 0.9;

    private static readonly string[] Facts =
    [
        "Our fiscal year starts in May",
        "The office in Zürich is closed on Fridays",
        "Maria is allergic to peanuts",
        "Invoices are paid within 30 days",
        "The staging server is called heron",
        "Backups run every night at 3 am and are kept for 90 days",
        "We deploy on Tuesdays only",
        "My favourite programming language is F#",
        "The customer Contoso prefers phone calls to mail",
        "The wifi password is on the board in the kitchen",
        "Reports go to the board on the first Monday of each month",
        "The API limit of the weather provider is 1000 requests a day",
        "Peter leads the data team",
        "The data team meets on Wednesdays at ten",
        "Travel has to be booked through the travel agency",
        "The logo's blue is #0A4D8C",
        "Our largest supplier is Northwind",
        "New employees get a laptop on their first day",
        "The build takes eleven minutes",
        "Tests on PostgreSQL need version 15",
    ];

    private static readonly (string Question, int Fact)[] Questions =
    [
        ("what do you know about the fiscal year?", 0),
        ("when does our fiscal year start?", 0),
        ("Is the Zurich office open on Friday?", 1),
        ("who has an allergy to peanuts", 2),
        ("allergic", 2),
        ("when is an invoice paid", 3),
        ("name of the staging server", 4),
        ("how long are backups kept?", 5),
        ("may I deploy today, it is Tuesday", 6),
        ("which programming language do I like", 7),
        ("how should we reach the customer contoso", 8),
        ("where is the wifi password", 9),
        ("when do reports go to the board", 10),
        ("how many requests a day does the weather provider allow", 11),
        ("who leads the data team?", 12),
        ("when does the data team meet", 13),
        ("how do I book travel", 14),
        ("which blue does the logo have", 15),
        ("who is our largest supplier", 16),
        ("what does a new employee get on the first day", 17),
        ("how long does the build take", 18),
        ("which version of postgresql do the tests need", 19),
        ("Please write a mail to Contoso about the invoices of last year, in a friendly tone", 8),
        ("peanut", 2),
    ];

    [Fact]
    public async Task Questions_FindTheFactsThatAreMeant()
    {
        var kept = new KeptFacts(storage, storage.NewTenant());
        var scope = MemoryScope.OfUser(storage.Ids.Next());
        foreach (var text in Facts) kept.Keep(scope, text);
        await kept.CommitAsync();
        var (first, three) = (0, 0);
        foreach (var (question, fact) in Questions)
        {
            var found = await kept.FindAsync(question, scope);
            var place = found.IndexOf(Facts[fact]);
            if (place == 0) first++;
            if (place is >= 0 and < 3) three++;
            else TestContext.Current.TestOutputHelper?.WriteLine($"Not among three: {question} ({place})");
        }

        var text3 = $"first {first}, among three {three}, of {Questions.Length}";
        TestContext.Current.TestOutputHelper?.WriteLine(text3);
        Assert.True(first >= FirstMin * Questions.Length && three >= ThreeMin * Questions.Length, text3);
    }
}
