using System.Globalization;
using OmniSage.Bench.Storage;

foreach (var rate in await StorageBench.RunAllAsync())
{
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{rate.Database,-9} {rate.EventsPerSecond,8:N0} durable events/s, {rate.CpuMicrosPerEvent:N1} µs of CPU each; "
            + $"plain loop {rate.BaselinePerSecond,8:N0}/s, {rate.BaselineCpuMicrosPerEvent:N1} µs; "
            + $"ratio {rate.Ratio:P0}; {rate.EventsPerCommit:N0} events per commit"));
}
