using OmniSage.GrainInterfaces;

namespace OmniSage.Tidy.Tests.Contracts;

public sealed class ContractsTests
{
    private static readonly Type[] AllTypes = typeof(OmniSageException).Assembly.GetTypes();
    private static readonly ContractAssembly Wire = new(AllTypes);

    [Fact]
    public void Interfaces_NameTheirMethods() => Findings.AssertNone(ContractRules.Interfaces(Wire));

    [Fact]
    public void Types_AreMarkedAndImmutable() => Findings.AssertNone(ContractRules.Types(Wire));

    [Fact]
    public void Aliases_AreUnique() => Findings.AssertNone(ContractRules.Aliases(Wire));

    [Fact]
    public void Contracts_EqualTheGoldenFile()
    {
        var payloads = AllTypes.Where(type => type.BaseType?.Name == "EventPayload");
        var now = ContractList.Lines(Wire, payloads);
        var path = Path.Combine(Repository.Root, ContractList.PathInTree);
        if (Environment.GetEnvironmentVariable("OMNISAGE_GOLDEN") == "write") File.WriteAllLines(path, now);

        var golden = File.Exists(path) ? File.ReadAllLines(path) : [];
        List<string> changed =
            [.. golden.Except(now).Select(line => "- " + line), .. now.Except(golden).Select(line => "+ " + line)];
        Assert.True(
            changed.Count == 0 && golden.Length == now.Length,
            $"The wire or stored contracts changed:\n{string.Join('\n', changed)}\n"
            + "Old and new silos run side by side, and old events stay: never reuse an alias, id or stored name.\n"
            + "If that holds, accept it with OMNISAGE_GOLDEN=write ./omnisage test Contracts, and commit the file.");
    }

    [Fact]
    public void Rules_OnPlantedContracts_FindEachFault()
    {
        var planted = new ContractAssembly(typeof(Planted).GetNestedTypes());

        Assert.Equal(
            [
                "IBadGrain.UnnamedAsync: List`1 can change; use an immutable type",
                "IBadGrain.UnnamedAsync: needs [Alias]",
                "IBadGrain: needs [Alias]",
            ],
            ContractRules.Interfaces(planted).Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "Bad.Bytes: Byte[] can change; use an immutable type",
                "Bad.Json: JsonElement can change; use an immutable type",
                "Bad.Json: needs [Id]",
                "Bad.Set: can be set; use init",
                "Bad: an [Id] is given twice",
                "Bad: needs [Alias]",
                "Bad: needs [GenerateSerializer]",
                "BadChild: needs [Alias]",
                "BadChild: needs [GenerateSerializer]",
            ],
            ContractRules.Types(planted).Order(StringComparer.Ordinal));
        Assert.Equal("Good and GoodTwin share the alias planted.good", Assert.Single(ContractRules.Aliases(planted)));
    }

    [Fact]
    public void List_OfPlantedContracts_NamesEverything()
    {
        var lines = ContractList.Lines(new ContractAssembly(typeof(Planted).GetNestedTypes()), []);

        Assert.Contains("interface -: IBadGrain", lines);
        Assert.Contains("  take: TakeAsync(Good, CancellationToken) Task<Nullable<Int32>> [OneWay]", lines);
        Assert.Contains("type planted.good: Good", lines);
        Assert.Contains("  - Color Color", lines);
        Assert.Contains("  3 Names ImmutableArray<String>", lines);
        Assert.Contains("enum Color: Red=0, Blue=4", lines);
    }
}
