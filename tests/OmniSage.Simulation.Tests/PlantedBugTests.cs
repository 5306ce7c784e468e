using OmniSage.Simulation.Tests.Bugs;

namespace OmniSage.Simulation.Tests;

public sealed class PlantedBugTests(ITestOutputHelper output)
{
    private const int SeedsMax = 300;

    [Theory]
    [InlineData(nameof(PlantedBug.CourierGivesUp))]
    [InlineData(nameof(PlantedBug.ForgetsClientIds))]
    [InlineData(nameof(PlantedBug.AcceptsOldAttempts))]
    [InlineData(nameof(PlantedBug.NeverRecovers))]
    [InlineData(nameof(PlantedBug.AdmitsEveryone))]
    [InlineData(nameof(PlantedBug.ForgetsWhatWasSpent))]
    [InlineData(nameof(PlantedBug.AcknowledgesEarly))]
    public void PlantedBug_IsFoundBySomeSeed(string name)
    {
        var bug = Enum.Parse<PlantedBug>(name);
        var found = Seeds.FindFailures([.. Enumerable.Range(1, SeedsMax)], bug, failuresMax: 1, out var reached);
        Assert.True(!found.IsEmpty, $"None of {reached["seeds"]} seeds found {bug}.");
        output.WriteLine($"{bug} was found within {reached["seeds"]} seeds: {found[0].Failure}");
    }
}
