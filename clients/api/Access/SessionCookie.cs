namespace OmniSage.Api.Access;

/// <summary>
/// The cookie by which a browser is signed in: no script sees it, no other site's page sends it. Its name has the port,
/// as browsers keep one jar for all ports of a host.
/// </summary>
internal static class SessionCookie
{
    public static string? Read(HttpRequest request) =>
        request.Cookies.TryGetValue(NameFor(request), out var text) && text.Length > 0 ? text : null;

    public static void Set(HttpContext context, string text, TimeSpan timeMax)
    {
        var options = OptionsFor(context.Request);
        options.MaxAge = timeMax;
        context.Response.Cookies.Append(NameFor(context.Request), text, options);
    }

    public static void Clear(HttpContext context) =>
        context.Response.Cookies.Delete(NameFor(context.Request), OptionsFor(context.Request));

    private static string NameFor(HttpRequest request) =>
        $"omnisage_{request.Host.Port ?? (request.IsHttps ? 443 : 80)}";

    private static CookieOptions OptionsFor(HttpRequest request) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        // Behind a proxy that ends https, the page's origin tells how the browser came.
        Secure = request.IsHttps || request.Headers.Origin.ToString().StartsWith("https://", StringComparison.Ordinal),
        Path = "/",
        IsEssential = true,
    };
}
