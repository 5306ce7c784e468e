using System.Globalization;

namespace OmniSage.Sandbox.Runner;

/// <summary>How many processes a sandbox has, and what memory they hold that they do not share.</summary>
internal readonly record struct ProcessUse(int Count, long MemoryBytes);

/// <summary>The processes below a sandbox's first one. Orphans come to it, so that all are found.</summary>
internal sealed class ProcessTree(int root)
{
    private const int ProcessesMax = 100_000;

    internal ProcessUse Measure()
    {
        var waiting = new Stack<int>([root]);
        var (count, memory) = (0, 0L);
        while (waiting.TryPop(out var pid) && count < ProcessesMax)
        {
            try
            {
                // Fields: size, resident, shared …, in pages.
                var pages = File.ReadAllText($"/proc/{pid}/statm").Split(' ');
                count++;
                memory += (Number(pages[1]) - Number(pages[2])) * Environment.SystemPageSize;
                foreach (var task in Directory.EnumerateDirectories($"/proc/{pid}/task"))
                {
                    foreach (var child in File.ReadAllText($"{task}/children")
                        .Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    {
                        waiting.Push((int)Number(child));
                    }
                }
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // Ended while we looked; its children, if any, are found next time.
            }
        }

        return new ProcessUse(count, memory);
    }

    private static long Number(string text) => long.Parse(text.Trim(), CultureInfo.InvariantCulture);
}
