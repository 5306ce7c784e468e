using System.Diagnostics;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>Waits for what happens on other threads, yielding, with a limit that says what was awaited.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < ApiHost.Patience, $"Waited in vain until {what}.");
            await Task.Yield();
        }
    }
}
