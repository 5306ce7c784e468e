using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace OmniSage.Models.Tests.Offline;

public sealed class OfflineModelTests
{
    [Theory]
    [InlineData("run: ls\nrun: pwd")]
    [InlineData("help")]
    [InlineData("2+2")]
    [InlineData("")]
    public async Task Stream_OfAnyAnswer_IsTheAnswer(string text)
    {
        var chat = OfflineChat.Coordinator().User(text);
        var whole = await chat.RespondAsync();
        var updates = await chat.StreamAsync();
        Assert.Equal(Serialized(whole), Serialized(updates.ToChatResponse()));
    }

    [Fact]
    public async Task Stream_Order_IsWordsThenCallsThenUsage()
    {
        var updates = await OfflineChat.Coordinator().User("run: ls\nrun: pwd").StreamAsync();
        var kinds = updates.Select(update => Assert.Single(update.Contents).GetType()).ToArray();
        Assert.Equal(
            [typeof(FunctionCallContent), typeof(FunctionCallContent), typeof(UsageContent)],
            kinds.SkipWhile(kind => kind == typeof(TextContent)));
        Assert.Equal(["I ", "have ", "started "], updates.Take(3).Select(update => update.Text));
        Assert.Equal(ChatFinishReason.ToolCalls, updates[^1].FinishReason);
    }

    [Fact]
    public async Task Stream_OfALongAnswer_HasABoundedNumberOfPieces()
    {
        var chat = OfflineChat.Executor().User("run: x");
        await chat.AskAsync();
        var stdout = JsonSerializer.Serialize(string.Concat(Enumerable.Repeat("y\n", 16_000)));
        var updates = await chat.Results($$"""{"exit_code":0,"end":"exited","stdout":{{stdout}}}""").StreamAsync();
        Assert.InRange(updates.Count, 200, 257);
    }

    [Fact]
    public async Task Usage_OfAnAnswer_IsAQuarterOfTheBytesRoundedUp()
    {
        using var services = new ServiceCollection().AddModels().BuildServiceProvider();
        var model = services.GetRequiredKeyedService<IChatClient>(ModelLevels.Coordinator);
        var response = await model.GetResponseAsync("2+2", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("`2+2` = 4", response.Text);
        Assert.Equal((1, 3, 4), (
            response.Usage!.InputTokenCount, response.Usage.OutputTokenCount, response.Usage.TotalTokenCount));
        Assert.Equal("offline", response.ModelId);
    }

    [Fact]
    public async Task Model_Cancelled_Stops()
    {
        using var services = new ServiceCollection().AddModels().BuildServiceProvider();
        var model = services.GetRequiredKeyedService<IChatClient>(ModelLevels.Executor);
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => model.GetResponseAsync("2+2", cancellationToken: cancellation.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await model.GetStreamingResponseAsync("2+2", cancellationToken: cancellation.Token)
                .ToListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task AddModels_HostRegisteredOneBefore_KeepsTheHosts()
    {
        using var own = new ServiceCollection().AddModels().BuildServiceProvider()
            .GetRequiredKeyedService<IChatClient>(ModelLevels.Executor);
        await using var services = new ServiceCollection()
            .AddKeyedSingleton(ModelLevels.Executor, own)
            .AddModels().AddModels()
            .BuildServiceProvider();
        Assert.Same(own, Assert.Single(services.GetKeyedServices<IChatClient>(ModelLevels.Executor)));
        Assert.NotSame(own, Assert.Single(services.GetKeyedServices<IChatClient>(ModelLevels.Coordinator)));
    }

    [Fact]
    public void Model_Metadata_NamesItself()
    {
        using var services = new ServiceCollection().AddModels().BuildServiceProvider();
        var model = services.GetRequiredKeyedService<IChatClient>(ModelLevels.Coordinator);
        Assert.Equal("offline", model.GetService<ChatClientMetadata>()?.DefaultModelId);
    }

    private static string Serialized(ChatResponse response) =>
        JsonSerializer.Serialize(response, AIJsonUtilities.DefaultOptions);
}
