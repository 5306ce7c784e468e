using OmniSage.Simulation.Tests.Loops;
using OmniSage.Simulation.Tests.Silos;

namespace OmniSage.Simulation.Tests.Doubles;

/// <summary>A coordinator's model: answers, delegates, and whatever a model can do wrong.</summary>
internal sealed class CoordinatorModel(Chaos chaos, LoopClock clock) : TroubledModel(chaos, clock)
{
    protected override IEnumerable<AIContent> Answer(Random chance, bool isCalm)
    {
        var text = new TextContent($"answer {chance.Next()}");
        if (isCalm) return [text];
        return chance.Next(20) switch
        {
            < 9 => [text],
            < 15 => [text, .. Delegations(chance, chance.Next(4))],
            < 17 => Delegations(chance, 1 + chance.Next(2)), // Without a word: it has to be asked again.
            17 => [text, new FunctionCallContent("same", "task_delegate", Goal(chance)),
                new FunctionCallContent("same", "task_delegate", Goal(chance))],
            18 => [text, new FunctionCallContent("odd", "no_such_tool", Goal(chance)),
                new FunctionCallContent("empty", "task_delegate", new Dictionary<string, object?> { ["goal"] = " " })],
            _ => [], // Nothing at all is an answer too.
        };
    }

    private static List<AIContent> Delegations(Random chance, int count) => Enumerable.Range(0, count)
        .Select(AIContent (number) => new FunctionCallContent($"call{number}", "task_delegate", Goal(chance))).ToList();

    private static Dictionary<string, object?> Goal(Random chance) => chance.Next(4) == 0
        ? new() { ["goal"] = $"goal {chance.Next()}", ["checks"] = new[] { "check 1", "check 2" } }
        : new() { ["goal"] = $"goal {chance.Next()}" };
}
