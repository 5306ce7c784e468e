using System.Diagnostics;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Tests.Offline;

/// <summary>Whatever the text, the model answers, answers the same again, and takes time linear in it.</summary>
public sealed class HostileInputTests
{
    private const int MessageCharsMax = 262_144;

    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(100);

    // What patterns are made of, so that random text gets past their first characters.
    private static readonly string[] Pieces =
    [
        "run", ":", " ", "\n", "\r\n", "`", "```", "````sh\n", ";", " show ", " and ", ",", " check: ", "'", "\"", "\\",
        "(", ")", "write a.txt:", "patch a:", "=>", "replace ", " with ", " in ", "show me ", "list files", "compute ",
        "1", "9", "^", "/", "0", "-", "%", " of ", ".", "what is ", "please ", "could you ", "hello", "help", "<<EOF",
        "|", "[note]", "[steered]", "[task results]\n", "[", "{", "\"goal\":", "]", "}", "\"\\ud800\"", "\0", "\ud800",
        "😀", "\u202e", "publish ", " as ", "python", "```python\n", "ingest ", "the workspace file ",
    ];

    private static readonly Arbitrary<string> Text = Gen.OneOf(
        Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces)),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")).ToArbitrary();

    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(1_000).WithQuietOnSuccess(true);

    public static TheoryData<string> Repeated =>
    [
        "`", "'", "\\", ";", "(", "\n", "\0", "\ud800", "[task results]\n", "please ",
        "run: '\n", "run: \"\n", "run: cat <<E\n", "run: a; show b", "; show a", "; check: a",
        "publish a as ", " as a", "; publish a as b", "python: a; publish a", "```python\n", "ingest a, ", "ingest a; ",
        "a and ", "\"a\", ",
        "``` `` ` ", "```\n", "write a.txt:\n```\n", "run: a\n", "x\n", "please please ", "1+", "((((",
        "for me, please ",
        "<<", "patch \"", "replace \"a\" with ", "\ud800\udc00\udc00", "a", "\u2028", "show a.txt,",
    ];

    [Fact]
    public void Coordinator_AnyText_AnswersTheSameTwice() => Hold(Prop.ForAll(Text, text =>
        Assert.Equal(Answered(OfflineChat.Coordinator().User(text)), Answered(OfflineChat.Coordinator().User(text)))));

    [Fact]
    public void Executor_AnyGoalAndAnyResults_ComesToAnEnd() => Hold(Prop.ForAll(Text, Text, (goal, result) =>
    {
        var chat = OfflineChat.Executor().User(goal);
        var rounds = 0;
        while (Ask(chat) is { } answer && answer.Contents.OfType<FunctionCallContent>().Count() is > 0 and var calls)
        {
            chat.Results([.. Enumerable.Repeat<object?>(result, calls)]);
            Assert.InRange(++rounds, 1, 49);
        }
    }));

    [Fact]
    public void Stream_AnyText_IsTheAnswer() => Hold(Prop.ForAll(Text, text =>
    {
        var chat = OfflineChat.Coordinator().User(text);
        var streamed = chat.StreamAsync().GetAwaiter().GetResult().ToChatResponse();
        Assert.Equal(Answered(chat), Serialized(streamed));
    }));

    [Fact]
    public void Goal_OfAnyText_ReadsBackAsTheSameCalls() => Hold(Prop.ForAll(Text, text =>
    {
        foreach (var work in MessageReader.Read(text).Requests.OfType<WorkRequest>())
        {
            var again = Assert.Single(MessageReader.Read(work.Goal).Requests);
            Assert.Equal(Steps(work), Steps(Assert.IsType<WorkRequest>(again, exactMatch: false)));
        }
    }));

    /// <summary>
    /// Compares the whole message with an eighth of it: eight times the text may take no more than about eight times
    /// as long, and a quadratic reader would take sixty-four times. Small times are noise and always pass.
    /// </summary>
    [Theory]
    [MemberData(nameof(Repeated))]
    public void Model_HugeMessage_TakesLinearTime(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, (MessageCharsMax / piece.Length) + 1))[..MessageCharsMax];
        foreach (var prefix in (string[])["", "run: "])
        {
            var large = Fastest(prefix + text);
            if (large < Noise)
                continue;
            var small = Fastest(prefix + text[..(MessageCharsMax / 8)]);
            Assert.True(
                large < small * 24,
                $"'{prefix}' and '{piece}' repeated: {small} became {large}.");
        }
    }

    private static void Hold(Property property) => Check.One(Cases, property);

    /// <summary>The time of both parts together; the best of three unless the first is short already.</summary>
    private static TimeSpan Fastest(string text)
    {
        var fastest = TimeSpan.MaxValue;
        for (var times = 0; times < 3 && fastest >= Noise; times++)
        {
            var started = Stopwatch.GetTimestamp();
            Ask(OfflineChat.Coordinator().User(text));
            Ask(OfflineChat.Executor().User(text));
            var taken = Stopwatch.GetElapsedTime(started);
            fastest = taken < fastest ? taken : fastest;
        }

        return fastest;
    }

    private static ChatMessage Ask(OfflineChat chat) => chat.AskAsync().GetAwaiter().GetResult();

    private static string Answered(OfflineChat chat) => Serialized(chat.RespondAsync().GetAwaiter().GetResult());

    private static string Serialized(ChatResponse response) =>
        JsonSerializer.Serialize(response, AIJsonUtilities.DefaultOptions);

    private static IEnumerable<string> Steps(WorkRequest work) => work.Steps.Select(step =>
        string.Join('|', step.Select(call => $"{call.Tool} {string.Join(' ', call.Arguments)}")));
}
