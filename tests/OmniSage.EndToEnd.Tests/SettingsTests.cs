using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OmniSage.Sandbox;
using OmniSage.Silo;
using OmniSage.Storage;

namespace OmniSage.EndToEnd.Tests;

public sealed class SettingsTests
{
    [Fact]
    public async Task Settings_OfSandboxes_ReachTheirOptions()
    {
        await using var app = Build(("Sandbox:PlacesMax", "7"), ("Sandbox:Limits:MemoryBytesMax", "2000000"));

        var sandboxes = Of<SandboxOptions>(app);
        Assert.Equal(7, sandboxes.PlacesMax);
        Assert.Equal(2_000_000, sandboxes.Limits.MemoryBytesMax);
        Assert.Equal(new SandboxLimits().ProcessesMax, sandboxes.Limits.ProcessesMax);
    }

    [Fact]
    public async Task DataFolder_OfTheCommandLine_HoldsWhateverTheSettingsSay()
    {
        await using var app = Build(("Storage:DataFolder", "/elsewhere"), ("Storage:QueueUnitsMax", "100"));

        var storage = Of<StorageOptions>(app);
        Assert.Equal(Folder, storage.DataFolder);
        Assert.Equal(100, storage.QueueUnitsMax);
    }

    private static string Folder { get; } = Path.Combine(Path.GetTempPath(), "omnisage-never-made");

    private static T Of<T>(WebApplication app)
        where T : class => app.Services.GetRequiredService<IOptions<T>>().Value;

    private static WebApplication Build(params (string Name, string Value)[] settings) => SiloHost.Build(
        new SiloArguments { Port = 0, DataFolder = Folder },
        builder => builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))));
}
