using Microsoft.Extensions.AI;
using OmniSage.Grains.Budgets;
using OmniSage.Grains.Coordinators;

namespace OmniSage.Grains.Tests.Coordinators;

/// <summary>Pictures that come with messages.</summary>
public sealed class ImageTests
{
    [Fact]
    public async Task Picture_IsShownToTheModel_InItsTurnAndTheNext()
    {
        await using var agent = await Agent.StartAsync();
        agent.Coordinator.Script = _ => Reply.Say("A square.");
        var first = await SayAsync(agent, "What is this?", Png(1));
        await agent.UntilAsync(first.Run, RunStatus.Completed);
        await agent.UntilAsync((await SayAsync(agent, "And now?")).Run, RunStatus.Completed);

        Assert.Equal([Png(1)], PicturesOf(agent.Coordinator.Asks[0]));
        Assert.Equal("What is this?", agent.Coordinator.Asks[0].Last);
        Assert.Equal([Png(1)], PicturesOf(agent.Coordinator.Asks[1]));
        var image = Assert.Single((await agent.EventsAsync<MessageReceived>())[0].Images!.Value);
        Assert.Equal(("image/png", Png(1).Length), (image.MediaType, image.Bytes));
    }

    [Fact]
    public async Task Picture_CountsInTheBoundOfARequestsTokens()
    {
        await using var agent = await Agent.StartAsync();
        var text = ModelRequest.Of("coordinator", [new UserPart("look")], 100);
        var picture = ModelRequest.Of(
            "coordinator", [new ImagePart(new('a', 64), "image/png", 9), new UserPart("look")], 100);
        var bound = agent.Service<TokenBound>();
        Assert.InRange(bound.Of(picture) - bound.Of(text), TokenBound.PictureMax, TokenBound.PictureMax + 1_000);
    }

    [Fact]
    public async Task Picture_OfAMessageThatJoins_IsShownToo()
    {
        await using var agent = await Agent.StartAsync();
        await SayAsync(agent, "hello", Png(1));
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        await SayAsync(agent, "and this", Png(2));
        await agent.UntilAskedAsync(agent.Coordinator, 2);
        Assert.Equal([Png(1), Png(2)], PicturesOf(agent.Coordinator.Asks[1]));
    }

    [Fact]
    public async Task Pictures_BeyondTheBound_AreLeftOutTheOldestFirst()
    {
        await using var agent = await Agent.StartAsync();
        agent.Coordinator.Script = _ => Reply.Say("Seen.");
        for (var number = 0; number < 10; number++)
            await agent.UntilAsync((await SayAsync(agent, $"look {number}", Png(number))).Run, RunStatus.Completed);
        Assert.Equal(
            Enumerable.Range(2, TurnContext.ImagesMax).Select(Png), PicturesOf(agent.Coordinator.Asks[^1]));
        Assert.Contains(agent.Coordinator.Asks[^1].Messages, message => message.Text == "look 0");
    }

    [Fact]
    public async Task Picture_ThatNoModelTook_IsNotShownAgain()
    {
        await using var agent = await Agent.StartAsync(options => options.AttemptsMax = 1);
        var failed = await SayAsync(agent, "look", Png(1));
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        agent.Coordinator.Asks[0].Answer(Reply.Fail(new InvalidOperationException("No picture.")));
        await agent.UntilAsync(failed.Run, RunStatus.Failed);
        await SayAsync(agent, "never mind");
        await agent.UntilAskedAsync(agent.Coordinator, 2);
        Assert.Empty(PicturesOf(agent.Coordinator.Asks[1]));
        Assert.Contains(agent.Coordinator.Asks[1].Messages, message => message.Text == "look");
    }

    [Fact]
    public async Task Pictures_BeyondTheBoundOfBytes_AreLeftOutTheOldestFirst()
    {
        await using var agent = await Agent.StartAsync();
        agent.Coordinator.Script = _ => Reply.Say("Seen.");
        byte[] half = [.. Png(0), .. new byte[TurnContext.ImageBytesMax / 2 - Png(0).Length]];
        foreach (var picture in new[] { Png(1), half, half, Png(2) })
            await agent.UntilAsync((await SayAsync(agent, "look", picture)).Run, RunStatus.Completed);
        Assert.Equal(
            [half.Length, Png(2).Length], PicturesOf(agent.Coordinator.Asks[^1]).Select(one => one.Length));
    }

    [Fact]
    public async Task Pictures_ThatJoinOneTurn_AreBounded()
    {
        await using var agent = await Agent.StartAsync();
        await SayAsync(agent, "hello", Png(0), Png(1), Png(2), Png(3));
        await agent.UntilAskedAsync(agent.Coordinator, 1);
        for (var joined = 0; joined < InboxLimits.ImagesMax; joined += 4)
            await SayAsync(agent, "more", Png(0), Png(1), Png(2), Png(3));
        var fault = await Assert.ThrowsAsync<OmniSageException>(() => SayAsync(agent, "too many", Png(9)));
        Assert.Equal(ErrorCodes.LimitReached, fault.Code);
        await SayAsync(agent, "without");
    }

    [Fact]
    public async Task Picture_ThatIsNone_OrTooMuch_IsRefused()
    {
        await using var agent = await Agent.StartAsync();
        var large = new byte[MessageImage.BytesMax + 1];
        Png(1).CopyTo(large, 0);
        await RefusedAsync("look", "<svg onload='x'/>"u8.ToArray());
        await RefusedAsync("look", [[]]);
        await RefusedAsync("look", large);
        await RefusedAsync("look", large[..^1], large[..^1], large[..^1]);
        await RefusedAsync("look", Png(1), Png(2), Png(3), Png(4), Png(5));
        await RefusedAsync("/status", Png(1));
        Assert.Empty(await agent.EventsAsync<MessageReceived>());

        async Task RefusedAsync(string text, params byte[][] pictures)
        {
            var fault = await Assert.ThrowsAsync<OmniSageException>(() => SayAsync(agent, text, pictures));
            Assert.Equal(ErrorCodes.InvalidArgument, fault.Code);
        }
    }

    [Theory]
    [InlineData("89504e470d0a1a0a00", "image/png")]
    [InlineData("ffd8ffe000", "image/jpeg")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("52494646000000005745425020", "image/webp")]
    [InlineData("5249464600000000574156452a", null)]
    [InlineData("3c737667", null)]
    [InlineData("25504446", null)]
    [InlineData("89504e", null)]
    [InlineData("", null)]
    public void Type_IsToldByTheFirstBytes(string bytes, string? type) =>
        Assert.Equal(type, new MessageImage([.. Convert.FromHexString(bytes)]).FindMediaType());

    private static byte[] Png(int number) => [0x89, .. "PNG\r\n\x1a\n"u8, (byte)number];

    private static Task<Receipt> SayAsync(Agent agent, string text, params byte[][] pictures) =>
        agent.Thread.ReceiveAsync(new()
        {
            Text = text,
            By = Agent.By,
            Images = [.. pictures.Select(picture => new MessageImage([.. picture]))],
        });

    private static IEnumerable<byte[]> PicturesOf(Ask ask) => ask.Messages
        .SelectMany(message => message.Contents.OfType<DataContent>())
        .Select(data => data.Data.ToArray());
}
