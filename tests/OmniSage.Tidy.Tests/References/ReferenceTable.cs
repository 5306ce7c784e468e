namespace OmniSage.Tidy.Tests.References;

/// <summary>What one project may refer to; <c>UsesOrleans</c> in it is the only thing that brings Orleans in.</summary>
internal sealed record Allowed(ImmutableHashSet<string> Projects, ImmutableHashSet<string> Packages, bool UsesOrleans);

/// <summary>Who may refer to whom (STYLE B1). A project not listed fails; tests and bench are free.</summary>
internal static class ReferenceTable
{
    private const string Contracts = "OmniSage.GrainInterfaces";

    public static ImmutableDictionary<string, Allowed> Projects { get; } = new Dictionary<string, Allowed>
    {
        [Contracts] = new([], [], UsesOrleans: true),
        ["OmniSage.OrleansLocal"] = new([], [], UsesOrleans: false),
        ["OmniSage.Storage"] = new(
            [Contracts],
            [
                "Dapper", "Microsoft.Data.Sqlite.Core", "Npgsql", "SQLitePCLRaw.core",
                "SQLitePCLRaw.provider.e_sqlite3",
            ],
            UsesOrleans: true),
        ["OmniSage.Models"] = new(["OmniSage.Egress"], ["Microsoft.Extensions.AI.Abstractions"], UsesOrleans: false),
        ["OmniSage.Sandbox"] = new([], [], UsesOrleans: false),
        ["OmniSage.Egress"] = new([], [], UsesOrleans: false),
        ["OmniSage.Grains"] = new(
            [Contracts, "OmniSage.Egress", "OmniSage.Models", "OmniSage.Sandbox", "OmniSage.Storage"],
            // YamlDotNet: policies are written by people, and a mistake in one has to be told with its line and column.
            ["AngleSharp", "Microsoft.Extensions.AI.Abstractions", "ModelContextProtocol", "YamlDotNet"],
            UsesOrleans: true),
        ["OmniSage.Silo"] = new(
            [
                Contracts, "OmniSage.Api", "OmniSage.Channels", "OmniSage.Grains", "OmniSage.Models",
                "OmniSage.Sandbox", "OmniSage.Storage",
            ],
            [
                "Microsoft.Extensions.AI.Abstractions", "OpenTelemetry",
                "OpenTelemetry.Exporter.OpenTelemetryProtocol",
            ],
            UsesOrleans: true),
        ["OmniSage.Api"] = new([Contracts], ["Microsoft.AspNetCore.OpenApi"], UsesOrleans: true),
        ["OmniSage.Channels"] = new([Contracts], [], UsesOrleans: true),
        ["OmniSage.Cli"] = new([], ["Spectre.Console", "System.CommandLine"], UsesOrleans: false),
    }.ToImmutableDictionary();

    /// <summary>Namespaces that only these assemblies may use, whatever their project file says.</summary>
    public static ImmutableDictionary<string, ImmutableHashSet<string>> Namespaces { get; } =
        new Dictionary<string, ImmutableHashSet<string>>
        {
            ["Microsoft.AspNetCore"] = ["OmniSage.Api", "OmniSage.Channels", "OmniSage.Cli", "OmniSage.Silo"],
            ["System.Data"] = ["OmniSage.Storage", "OmniSage.Silo"],
            ["Npgsql"] = ["OmniSage.Storage", "OmniSage.Silo"],
            ["Dapper"] = ["OmniSage.Storage"],
            ["Microsoft.Data.Sqlite"] = ["OmniSage.Storage"],
            ["SQLitePCL"] = ["OmniSage.Storage"],
            ["Orleans"] =
            [
                Contracts, "OmniSage.Api", "OmniSage.Channels", "OmniSage.Grains", "OmniSage.OrleansLocal",
                "OmniSage.Silo", "OmniSage.Storage",
            ],
        }.ToImmutableDictionary();
}
