using System.Text;
using OmniSage.Grains.Tools.Web;

namespace OmniSage.Grains.Tests.Tools.Web;

public sealed class HtmlMarkdownTests
{
    /// <summary>Never closed, and no two alike, so that a parser copies them into every paragraph.</summary>
    private const string Fonts = "<font a><font b><font c><font d><font e><font f><font g><font h><font i><font j>"
        + "<font k><font l><font m><font n><font o><font p><font q><font r><font s><font t><font u><font v><font w>"
        + "<font x><font y><font z><font aa><font ab><font ac><font ad><font ae><font af><font ag><font ah><font ai>";

    private static readonly Uri Address = new("https://a.test/dir/page");

    [Theory]
    [InlineData("<h1>One</h1><p>two <b>three</b>\n four</p>five", "# One\n\ntwo three four\n\nfive")]
    [InlineData("<h3> Deep </h3><hr>x<br>y", "### Deep\n\n---\n\nx\ny")]
    [InlineData("<p>See <a href='../up?q=1#f'>the  page</a>.", "See [the page](https://a.test/up?q=1#f).")]
    [InlineData("<a href='x(1)'>[a]</a>", "[(a)](https://a.test/dir/x%281%29)")]
    [InlineData("<a href='javascript:alert(1)'>a</a> <a href='#f'>b</a> <a>c</a> <a href='mailto:x@y'>d</a>",
        "a b c d")]
    [InlineData("<a href='/x'><h2>Big</h2><p>small</p></a>", "[## Big small](https://a.test/x)")]
    [InlineData("<base href='//b.test/'><a href='x'>a</a>", "[a](https://b.test/x)")]
    [InlineData("<ul><li>a<li><p>b</p><ul><li>c</ul></ul><ol><li>d</ol>", "- a\n- b\n\n  - c\n\n1. d")]
    [InlineData("<blockquote><p>a<p>b</blockquote>c", "> a\n\n> b\n\nc")]
    [InlineData("<table><tr><th>a<th>b|c<tr><td><a href=/x>d</a><td></table>",
        "| a | b\\|c |\n|---|---|\n| [d](https://a.test/x) | |")]
    [InlineData("<pre>\n a\n  b\n</pre>c <code>x  y</code>", "```\n a\n  b\n```\n\nc `x y`")]
    [InlineData("<script>a</script><style>b</style><template>c</template><svg>d</svg><iframe>e</iframe>f", "f")]
    [InlineData("<p hidden>a</p><p style='DISPLAY : none'>b</p><p aria-hidden=true>c</p><!-- d -->e", "e")]
    [InlineData("<img alt='a cat' src=x> <img src=y>z", "(image: a cat) z")]
    [InlineData("a\u202eb\u200bc\u0007d\U000E0041e", "abcde")]
    [InlineData("", "")]
    public void Page_BecomesMarkdown(string html, string expected)
    {
        var page = HtmlMarkdown.Of(html, Address, charsMax: 10_000);
        Assert.Equal(expected, page.Text);
        Assert.False(page.Truncated);
    }

    [Fact]
    public void Title_IsOneLine() =>
        Assert.Equal("a b", HtmlMarkdown.Of("<title> a\n b </title>c", Address, 100).Title);

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<b><i>")]
    [InlineData("<a href=x>")]
    [InlineData("<a href=x><p>")]
    [InlineData("<table>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<ul><li>x")]
    [InlineData("<blockquote>x")]
    [InlineData("<font><p>")]
    [InlineData("<")]
    [InlineData("<pre>x")]
    [InlineData("<svg><foreignObject>")]
    [InlineData("<select><option>")]
    [InlineData("&amp;&nosuch;")]
    [InlineData("<p>x", Fonts)]
    [InlineData("</font>", Fonts)]
    [InlineData("</p>x", Fonts)]
    public async Task Page_MadeToExhaust_IsReadWithinBounds(string piece, string head = "")
    {
        var page = new StringBuilder();
        page.Append(head);
        while (page.Length < 4_000_000) page.Append(piece);
        page.Append("end");
        var read = await Task.Run(() => HtmlMarkdown.Of(page.ToString(), Address, charsMax: 65_536))
            .WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(read.Truncated);
        Assert.True(read.Text.Length <= 65_536);
    }
}
