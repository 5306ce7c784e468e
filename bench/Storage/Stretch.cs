using System.Diagnostics;

namespace OmniSage.Bench.Storage;

/// <summary>A stretch of work: how long it took, and how much of the processors.</summary>
internal sealed class Stretch
{
    private readonly long began = Stopwatch.GetTimestamp();
    private readonly TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;

    public (double Seconds, double CpuMicros) End() =>
        (Stopwatch.GetElapsedTime(began).TotalSeconds, (Environment.CpuUsage.TotalTime - cpuBefore).TotalMicroseconds);
}
