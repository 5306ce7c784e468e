using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Grains.Runs;
using OmniSage.Models;

namespace OmniSage.EndToEnd.Tests;

/// <summary>A silo whose coordinators ask a scripted model, with bounds small enough to be met.</summary>
public sealed class ScriptedSilo : TestSilo
{
    public ScriptedModel Model { get; } = new();

    protected override void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddKeyedSingleton<IChatClient>(ModelLevels.Coordinator, Model);
        builder.Services.PostConfigure<AgentOptions>(options =>
        {
            options.TurnStepsMax = 4;
            options.CallsMax = 3;
            options.OpenTasksMax = 2;
            options.QueuedTurnsMax = 1;
            options.TurnMessagesMax = 2;
            options.AttemptsMax = 2;
            options.AnswerCharsMax = 1_000;
        });
    }
}
