using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Models;

namespace OmniSage.EndToEnd.Tests;

/// <summary>A silo whose executors make a file, a link and a folder, and want all of them published.</summary>
public sealed class PublishingSilo : TestSilo
{
    protected override void Configure(WebApplicationBuilder builder) =>
        builder.Services.AddKeyedSingleton<IChatClient>(ModelLevels.Executor, new ListedModel(
            Call("make", "shell_run", ("command", "mkdir f && printf 'a,b\\n' > f/d.csv && ln -s d.csv f/link")),
            Publish("link", "f/link"),
            Publish("folder", "f"),
            Publish("above", "../d.csv", "d.csv"),
            Publish("outside", "/etc/passwd", "passwd"),
            Publish("file", "f/d.csv", "reports/d.csv"),
            Call("take", "files_ingest", ("file", "reports/d.csv"), ("path", "copy.csv")),
            Call("compare", "shell_run", ("command", "cmp f/d.csv copy.csv && echo the-same"))));

    private static FunctionCallContent Publish(string id, string path, string? name = null) => name is null
        ? Call(id, "files_publish", ("path", path))
        : Call(id, "files_publish", ("path", path), ("as", name));

    private static FunctionCallContent Call(
        string id, string tool, params (string Name, object? Value)[] arguments) =>
        new(id, tool, arguments.ToDictionary(one => one.Name, one => one.Value));
}
