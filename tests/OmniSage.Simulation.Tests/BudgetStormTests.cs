using OmniSage.Simulation.Tests.Bugs;
using OmniSage.Simulation.Tests.Checks;

namespace OmniSage.Simulation.Tests;

/// <summary>A hundred people at once on one dollar, while the power fails between reserving and settling.</summary>
public sealed class BudgetStormTests(ITestOutputHelper output)
{
    private const int People = 100;
    private const int Seeds = 12;

    [Fact]
    public void AHundredRunsOnOneDollar_WhateverGoesWrong_SpendAtMostOneDollar()
    {
        var reached = new Reached();
        foreach (var seed in Enumerable.Range(1, Seeds))
        {
            var result = Simulation.Run(seed, PlantedBug.None, People);
            Assert.True(result.Failure is null, $"Seed {seed}: {result.Failure}");
            reached.Add(result.Reached);
        }

        output.WriteLine($"{reached}");
        Assert.True(reached["lost attempts"] > 0, "No seed lost an attempt between reserving and settling.");
        Assert.True(reached["run budget_exhausted"] > 0, "No seed used its dollar up.");
        Assert.True(reached["crashes"] > 0, "No seed crashed.");
    }
}
