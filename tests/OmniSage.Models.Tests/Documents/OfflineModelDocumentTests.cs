using OmniSage.Models.Offline.Requests;
using OmniSage.Models.Tests.Offline;

namespace OmniSage.Models.Tests.Documents;

/// <summary>Plays every example of docs/offline-model.md, so that the document cannot say what is not so.</summary>
public sealed class OfflineModelDocumentTests
{
    private static readonly ImmutableArray<DocumentedExample> Examples = DocumentedExample.ReadAll();

    public static TheoryData<string> Sections => [.. Examples.Select(example => example.Section)];

    [Theory]
    [MemberData(nameof(Sections))]
    public async Task Document_Example_IsWhatTheModelDoes(string section)
    {
        var blocks = Examples.Single(example => example.Section == section).Blocks;
        Assert.NotEmpty(blocks);
        OfflineChat? chat = null;
        ChatMessage? answer = null;
        foreach (var (kind, text) in blocks)
        {
            var saysMore = answer is null && chat is not null;
            switch (kind)
            {
                case "you" or "platform":
                    chat = (saysMore ? chat! : OfflineChat.Coordinator()).User(text);
                    answer = null;
                    break;
                case "goal":
                    (chat, answer) = (OfflineChat.Executor().User(text), null);
                    break;
                case "note":
                    (chat, answer) = (chat!.User(text), null);
                    break;
                case "results":
                    (chat, answer) = (chat!.Results([.. text.Split('\n')]), null);
                    break;
                case "model":
                    answer ??= await chat!.AskAsync();
                    Assert.Equal(text, answer.Text);
                    break;
                case "calls":
                    answer ??= await chat!.AskAsync();
                    Assert.Equal(text.Split('\n'), OfflineChat.Calls(answer));
                    break;
                default:
                    Assert.Fail($"{section} has a block of the unknown kind {kind}.");
                    break;
            }

            if (kind == "model" && !text.Contains("started a task", StringComparison.Ordinal))
                Assert.Empty(OfflineChat.Calls(answer!));
        }
    }

    [Fact]
    public void Document_Sections_CoverEveryPatternInOrder() =>
        Assert.Equal(
            PatternTable.All.Select(pattern => pattern.Name),
            Examples.Select(example => example.Section)
                .Where(section => PatternTable.All.Any(pattern => pattern.Name == section)));

    [Fact]
    public void Document_Examples_CoverEveryExampleThatTheModelGives()
    {
        var said = Examples.SelectMany(example => example.Blocks).Where(block => block.Kind is "you" or "goal")
            .Select(block => block.Text).ToHashSet(StringComparer.Ordinal);
        Assert.All(PatternTable.All, pattern => Assert.Contains(pattern.Example, said));
    }
}
