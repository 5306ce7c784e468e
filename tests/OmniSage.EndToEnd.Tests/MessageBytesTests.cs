using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace OmniSage.EndToEnd.Tests;

/// <summary>Messages come back byte for byte, whatever Unicode they hold, up to 256 KB.</summary>
public sealed class MessageBytesTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const int BytesMax = 262_144;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("\0")]
    [InlineData("a\0b\u0001\u001f\u007f\u0085\u2028\u2029\ufeff\ufffe\uffff")]
    [InlineData("\r\n\t\"\\/<>&'`${}%n")]
    [InlineData("e\u0301 \u202e\u0627\u0644 👩‍👩‍👧 𝔘𝔫𝔦")]
    public async Task Text_ComesBackAsItWasSent(string text) => await AssertComesBackAsync(text);

    [Fact]
    public async Task EveryCharacter_UpToTheLimit_ComesBack()
    {
        var all = new StringBuilder();
        for (var value = 0; value < 0x10000; value++)
        {
            if (!char.IsSurrogate((char)value)) all.Append((char)value);
        }

        for (var value = 0x10000; value < 0x110000; value += 0x101) all.Append(char.ConvertFromUtf32(value));
        all.Append('x', BytesMax - Encoding.UTF8.GetByteCount(all.ToString()));
        await AssertComesBackAsync(all.ToString());
    }

    [Fact]
    public async Task OneByteTooMuch_IsRefusedNamingTheField()
    {
        var thread = await silo.Client.OpenThreadAsync(Ct);
        using var body = JsonContent.Create(new { text = new string('x', BytesMax + 1) });
        using var response = await silo.Client.PostRawAsync($"threads/{thread}/messages", body, Ct);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("$.text", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private async Task AssertComesBackAsync(string text)
    {
        await using var talk = await silo.OpenAsync();
        var receipt = await talk.SendAsync(text);
        var live = await talk.FirstAsync("message.received", one => one.Get("message") == receipt.Message);
        Assert.Equal(text, live.Get("text"));
        var stored = await silo.Client.ReadTimelineAsync(talk.Watch.Thread, Ct);
        Assert.Equal(text, stored.Single(one => one.Type == "message.received").Get("text"));
        await talk.AnswerAsync(receipt.Run);
    }
}
