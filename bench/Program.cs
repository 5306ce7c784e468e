using System.Globalization;
using OmniSage.Bench.Storage;

foreach (var rate in await StorageBench.RunAllAsync())
{
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{rate.Database,-9} durable events {rate.EventsPerSecond,9:N0}/s, plain loop {rate.BaselinePerSecond,9:N0}/s, "
            + $"{rate.EventsPerSecond / rate.BaselinePerSecond:P0}, {rate.EventsPerCommit:N0} events per commit"));
}
