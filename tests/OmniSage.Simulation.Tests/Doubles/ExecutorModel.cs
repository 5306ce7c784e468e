using OmniSage.Simulation.Tests.Loops;
using OmniSage.Simulation.Tests.Silos;

namespace OmniSage.Simulation.Tests.Doubles;

/// <summary>An executor's model: works in the sandbox for a while, then answers.</summary>
internal sealed class ExecutorModel(Chaos chaos, LoopClock clock) : TroubledModel(chaos, clock)
{
    protected override IEnumerable<AIContent> Answer(Random chance, bool isCalm)
    {
        var text = new TextContent($"done {chance.Next()}");
        if (isCalm || chance.Next(3) == 0) return [text];
        return chance.Next(6) switch
        {
            < 3 => [Shell("a", chance)],
            3 => [text, Shell("a", chance), Shell("b", chance)],
            4 => [new FunctionCallContent("w", "files_write", new Dictionary<string, object?>
            {
                ["path"] = $"file{chance.Next(3)}",
                ["content"] = $"content {chance.Next()}",
            })],
            _ => [Shell("same", chance), Shell("same", chance)],
        };
    }

    private static FunctionCallContent Shell(string id, Random chance) =>
        new(id, "shell_run", new Dictionary<string, object?> { ["command"] = $"command {chance.Next()}" });
}
