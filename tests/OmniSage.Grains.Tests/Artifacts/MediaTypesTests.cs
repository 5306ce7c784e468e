using System.Text;
using OmniSage.Grains.Artifacts;

namespace OmniSage.Grains.Tests.Artifacts;

public sealed class MediaTypesTests
{
    [Theory]
    [InlineData("hello", "a.txt", "text/plain")]
    [InlineData("hello", "a", "text/plain")]
    [InlineData("hello", "a.CSV", "text/csv")]
    [InlineData("hello", "a.png", "text/plain")]
    [InlineData("", "a.json", "application/json")]
    [InlineData("<html>", "a.txt", "text/plain")]
    [InlineData("%PDF-1.7", "a.html", "application/pdf")]
    [InlineData("GIF89a<script>", "a.html", "image/gif")]
    [InlineData("PK\u0003\u0004x", "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("PK\u0003\u0004x", "a.html", "application/zip")]
    [InlineData("RIFF1234WEBP", "a", "image/webp")]
    [InlineData("a\0b", "a.txt", "application/octet-stream")]
    public void Type_IsWhatTheContentShows_AndTheNameOnlyAmongItsLike(string content, string name, string expected) =>
        Assert.Equal(expected, MediaTypes.Of(Encoding.UTF8.GetBytes(content), name));

    [Fact]
    public void Text_TornAtTheEndOfWhatIsLookedAt_IsText()
    {
        var torn = Encoding.UTF8.GetBytes("x" + new string('é', MediaTypes.HeadBytes));
        Assert.Equal("text/plain", MediaTypes.Of(torn, "a"));
        Assert.Equal("application/octet-stream", MediaTypes.Of([0xC3, 0x28], "a.txt"));
    }

    [Theory]
    [InlineData("text/csv", "a.html", "text/html")]
    [InlineData("text/html", "a", "text/plain")]
    [InlineData("image/png", "a.html", "image/png")]
    [InlineData("application/octet-stream", "a.js", "application/octet-stream")]
    [InlineData("application/zip", "a.epub", "application/epub+zip")]
    [InlineData("application/epub+zip", "a", "application/zip")]
    public void Renamed_StaysAmongItsLike(string type, string name, string expected) =>
        Assert.Equal(expected, MediaTypes.Renamed(type, name));
}
