// Each test has a browser, a silo and sandboxes: side by side they would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(OmniSage.Web.Tests.Fixtures.Chromium))]

namespace OmniSage.Web.Tests.Fixtures;

/// <summary>One headless browser for all tests; where there is none, its tests say so and are skipped.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>How long anything may take to be seen, on a machine that has much else to do.</summary>
    public const float TimeMaxMs = 60_000;

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(browser is null, "There is no Chromium on the path: install chromium.");
            return browser;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } path) return;
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(TimeMaxMs);
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            // A test may run as root, where Chromium's own sandbox does not start; it opens our page only.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
