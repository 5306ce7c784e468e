using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Models;

namespace OmniSage.EndToEnd.Tests.Memory;

/// <summary>A silo whose conversations are summed up by a scripted model, in words that nothing else holds.</summary>
public class ErasureSilo : TestSilo
{
    public ScriptedModel Model { get; } = new();

    protected override void Configure(WebApplicationBuilder builder) =>
        builder.Services.AddKeyedSingleton<IChatClient>(ModelLevels.Coordinator, Model);
}
