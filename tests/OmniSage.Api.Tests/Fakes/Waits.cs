using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Questions;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>What tasks wait for.</summary>
internal static class Waits
{
    public static ApprovalRequest Approval(TaskContract task)
    {
        var act = new Act("shell.run", 1, """{"command":"ls"}""", task.By.ToString("N"), 1);
        return new()
        {
            Approval = Guid.ParseExact("00000000000070008000000000000001", "N"),
            Workspace = task.Workspace,
            Thread = task.Thread,
            Run = task.Run,
            Call = "c1",
            Act = act,
            Hash = act.Hash(),
            Rule = "rule",
            Why = "why",
            Of = ["owner"],
            Labels = Labels.Member,
            Title = task.Title,
            ExpiresUs = long.MaxValue,
        };
    }

    public static TaskQuestion Question(TaskContract task) => new()
    {
        Question = Guid.Empty,
        Run = task.Run,
        Number = 1,
        Call = "c1",
        Text = "Which\u202e?",
        Options = ["red", "blue"],
        Labels = new() { Trust = Trust.Untrusted },
        ExpiresUs = 2_000_000,
    };
}
