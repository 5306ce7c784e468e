using System.Collections.Concurrent;

namespace OmniSage.Web.Tests.Fixtures;

/// <summary>
/// A person with a browser of their own. Whatever the page does that no page of ours may do (a fault of a script, a
/// breach of its content policy, a request to elsewhere) fails the test at the end.
/// </summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> faults = new();
    private readonly WebSilo silo;

    private Visitor(WebSilo silo, IBrowserContext context, IPage page) =>
        (this.silo, this.context, Page) = (silo, context, page);

    public IPage Page { get; }

    public ILocator Main => Page.GetByRole(AriaRole.Main);

    public ILocator Composer => Page.GetByPlaceholder("Write a message");

    public static async Task<Visitor> ComeAsync(Chromium chromium, WebSilo silo, Look? look = null)
    {
        look ??= Look.Desk;
        var context = await chromium.Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = look.Width, Height = look.Height },
            ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            HasTouch = look.IsPhone,
            IsMobile = look.IsPhone,
            DeviceScaleFactor = look.IsPhone ? 2 : 1,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(Chromium.TimeMaxMs);
        var visitor = new Visitor(silo, context, await context.NewPageAsync());
        visitor.Watch();
        return visitor;
    }

    public static async Task<Visitor> SignedInAsync(Chromium chromium, WebSilo silo, Look? look = null)
    {
        var visitor = await ComeAsync(chromium, silo, look);
        await visitor.Page.GotoAsync(await silo.LinkAsync());
        await visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "What shall be done?" }).WaitForAsync();
        return visitor;
    }

    /// <summary>Opens a place of the page, such as <c>runs</c>.</summary>
    public Task GoAsync(string place) => Page.GotoAsync(new Uri(silo.Url, $"/#/{place}").AbsoluteUri);

    /// <summary>Begins a conversation with that message.</summary>
    public async Task BeginAsync(string text)
    {
        await Page.GetByPlaceholder("Give OmniSage some work").FillAsync(text);
        await Page.Keyboard.PressAsync("Enter");
        await Composer.WaitForAsync();
    }

    public async Task SayAsync(string text)
    {
        await Composer.FillAsync(text);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Waits until the page shows the text, in whatever place.</summary>
    public Task SeeAsync(string text) => Main.GetByText(text).First.WaitForAsync();

    public ILocator Task(int number) => Page.Locator($"section.task[aria-label^='Task {number}:']");

    /// <summary>What a conversation shows, all of it, as text; times that go on are left out.</summary>
    public Task<string> ShownAsync() => Page.EvaluateAsync<string>(
        """
        () => {
          const copy = document.querySelector('.chat-column').cloneNode(true)
          for (const gone of copy.querySelectorAll('.lasting, time')) gone.remove()
          return copy.innerHTML.replace(/(id|aria-controls|aria-labelledby|for)="[^"]*"/g, '')
        }
        """);

    public void AssertNoFaults() => Assert.True(faults.IsEmpty, string.Join('\n', faults));

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        if (TestContext.Current.TestState is not { Result: TestResult.Failed }) AssertNoFaults();
    }

    private void Watch()
    {
        Page.PageError += (_, fault) => faults.Enqueue($"script: {fault}");
        Page.Console += (_, said) =>
        {
            // That a request was refused, or met nobody, is for the page to tell, not for the console.
            var isNetwork = said.Text.StartsWith("Failed to load resource", StringComparison.Ordinal);
            if (said.Type is "error" or "warning" && !isNetwork) faults.Enqueue($"console: {said.Text}");
        };
        Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(silo.Url.AbsoluteUri, StringComparison.Ordinal))
                faults.Enqueue($"a request to elsewhere: {request.Url}");
        };
        Page.Dialog += (_, dialog) => faults.Enqueue($"a dialog: {dialog.Message}");
    }
}
