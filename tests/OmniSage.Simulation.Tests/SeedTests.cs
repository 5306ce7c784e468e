using OmniSage.Simulation.Tests.Bugs;

namespace OmniSage.Simulation.Tests;

public sealed class SeedTests(ITestOutputHelper output)
{
    [Fact]
    public void EverySeed_WhateverGoesWrong_KeepsAllPromises()
    {
        var seeds = Seeds.Chosen;
        var failed = Seeds.FindFailures(seeds, PlantedBug.None, failuresMax: Seeds.FailuresMax, out var reached);
        output.WriteLine($"{reached}");
        Assert.True(failed.IsEmpty, Seeds.Describe(failed));
    }
}
