using OmniSage.Models.Offline.Files;
using OmniSage.Models.Offline.Publishing;
using OmniSage.Models.Offline.Requests;
using OmniSage.Models.Offline.Running;

namespace OmniSage.Models.Tests.Offline;

/// <summary>What goes from a task into the workspace and back, and programs that make it.</summary>
public sealed class PublishPatternTests
{
    [Theory]
    [InlineData("publish d.txt", "d.txt>")]
    [InlineData("Please publish: d.txt", "d.txt>")]
    [InlineData("could you publish d.txt as e.txt for me?", "d.txt>e.txt")]
    [InlineData("publish a, b and \"c d\"", "a>|b>|c d>")]
    [InlineData("publish as as as", "as>as")]
    public void Publish_EnglishVariant_NamesTheFiles(string line, string publications) =>
        Assert.Equal(
            publications,
            string.Join('|', Assert.IsType<PublishRequest>(PatternTable.Read(line)).Publications
                .Select(one => $"{one.Path}>{one.Name}")));

    [Theory]
    [InlineData("publish")]
    [InlineData("publish a book about whales")]
    [InlineData("publish a as")]
    [InlineData("publishing is fun")]
    [InlineData("publish a and b as c")]
    [InlineData("publish \"a")]
    public void Publish_WithoutAFile_IsNotUnderstood(string line) => Assert.Null(PatternTable.Read(line));

    [Theory]
    [InlineData("ingest d.txt", "d.txt")]
    [InlineData("ingest the workspace file d.txt", "d.txt")]
    [InlineData("Ingest: a and 'b c'", "a|b c")]
    [InlineData("read the workspace file d.txt, please", "d.txt")]
    [InlineData("could you show me the workspace files a and b?", "a|b")]
    public void Ingest_EnglishVariant_NamesTheFiles(string line, string paths) =>
        Assert.Equal(paths, string.Join('|', Assert.IsType<IngestRequest>(PatternTable.Read(line)).Paths));

    [Theory]
    [InlineData("ingest d.csv; run: wc -l d.csv", "ingest d.csv; run: wc -l d.csv", "")]
    [InlineData("ingest a and b; run: cat a b > c; publish c; check: test -s c",
        "ingest a and b; run: cat a b > c; publish c", "test -s c")]
    [InlineData("ingest 'a; b'; python: print(open('a; b').read())",
        "ingest \"a; b\"; python: print(open('a; b').read())", "")]
    public void Ingest_WithWorkOnTheFiles_IsOneTask(string line, string goal, string check)
    {
        var ingest = Assert.IsType<IngestRequest>(PatternTable.Read(line));
        Assert.Equal((goal, check), (ingest.Goal, string.Join('|', ingest.Checks)));
        var again = Assert.IsType<IngestRequest>(PatternTable.Read(goal));
        Assert.Equal(goal, again.Goal);
    }

    [Fact]
    public async Task Executor_FileThatIsNotThere_IsNotWorkedOn()
    {
        var chat = OfflineChat.Executor().User("ingest a; run: wc a; publish a");
        Assert.Equal(["files_ingest {\"file\":\"a\"}"], OfflineChat.Calls(await chat.AskAsync()));
        Assert.Equal("`a` could not be read: no", (await chat.Results("""{"error":"no"}""").AskAsync()).Text);
    }

    [Theory]
    [InlineData("ingest a; ls")]
    [InlineData("ingest a;")]
    [InlineData("ingest a; ingest b")]
    [InlineData("ingest a; run: `b; show c`")]
    [InlineData("ingest")]
    [InlineData("ingest all that is there")]
    [InlineData("read the workspace rules")]
    public void Ingest_WithoutAFile_IsNotUnderstood(string line) => Assert.Null(PatternTable.Read(line));

    [Theory]
    [InlineData("python: print(1)", "print(1)", "")]
    [InlineData("Please, python: a = 1; print(a)", "a = 1; print(a)", "")]
    [InlineData("python: print('x; publish y'); publish a", "print('x; publish y')", "publish a")]
    [InlineData("```python\nprint(1)\n```", "print(1)", "")]
    [InlineData("```py\nprint(1)\n```\nshow a\npublish b", "print(1)", "show a; publish b")]
    [InlineData("python:\n```\nprint(1)\n```", "print(1)", "")]
    [InlineData("please run this:\n```python3\nprint(1)\n```", "print(1)", "")]
    public void Python_OfEveryForm_IsTheProgram(string text, string code, string clauses)
    {
        var python = Assert.IsType<PythonRequest>(Assert.Single(MessageReader.Read(text).Requests));
        Assert.Equal((code, clauses), (python.Code, string.Join("; ", python.Clauses.Format())));
        var again = Assert.IsType<PythonRequest>(Assert.Single(MessageReader.Read(python.Goal).Requests));
        Assert.Equal((code, clauses), (again.Code, string.Join("; ", again.Clauses.Format())));
    }

    [Theory]
    [InlineData("python")]
    [InlineData("python:")]
    [InlineData("python is a language")]
    [InlineData("python: ; publish a")]
    public void Python_WithoutAProgram_IsNotUnderstood(string line) => Assert.Null(PatternTable.Read(line));

    [Theory]
    [InlineData("""{"artifact":"ab"}""", "I published `a`. It is artifact `ab`.")]
    [InlineData("""{"published":"b","size":3,"artifact":"ab"}""",
        "I published `a` as `b` (3 bytes). It is artifact `ab`.")]
    [InlineData("""{"published":"a","size":3,"replaced":"cd"}""",
        "I published `a` (3 bytes), in place of the file that was there.")]
    [InlineData("""{"published":"a","replaced":null}""", "I published `a`.")]
    [InlineData("""{"error":{"code":"denied","message":"Policy forbids this: no."}}""",
        "`a` was not published: Policy forbids this: no.")]
    [InlineData("""{"error":"Nobody decided in time."}""", "`a` was not published: Nobody decided in time.")]
    public async Task Executor_OutcomeOfAPublication_IsToldPlainly(string result, string said)
    {
        var chat = OfflineChat.Executor().User("publish a");
        Assert.Equal(["files_publish {\"path\":\"a\"}"], OfflineChat.Calls(await chat.AskAsync()));
        Assert.Equal(said, (await chat.Results(result).AskAsync()).Text);
    }

    [Theory]
    [InlineData("""{"content":"A"}""", "`a`:\n\n```\nA\n```")]
    [InlineData("""{"content":"A","truncated":true}""",
        "`a`:\n\n```\nA\n```\n\nThat is only its beginning; the file is longer.")]
    [InlineData("""{"size":3}""", "`a` (3 bytes) is in the task now.")]
    [InlineData("""{"size":3,"text_problem":"It is locked."}""",
        "`a` (3 bytes) is in the task now. Its text cannot be read: It is locked.")]
    [InlineData("""{"error":"There is no such file."}""", "`a` could not be read: There is no such file.")]
    public async Task Executor_OutcomeOfAnIngestion_IsToldPlainly(string result, string said)
    {
        var chat = OfflineChat.Executor().User("ingest a");
        await chat.AskAsync();
        Assert.Equal(said, (await chat.Results(result).AskAsync()).Text);
    }

    [Fact]
    public async Task Executor_ProgramThatCouldNotRun_PublishesNothing()
    {
        var chat = OfflineChat.Executor().User("python: x; publish a");
        await chat.AskAsync();
        Assert.Equal("The program could not be run: no", (await chat.Results("""{"error":"no"}""").AskAsync()).Text);
    }

    [Fact]
    public async Task Coordinator_PublishAlone_SaysWhyNothingIsThere()
    {
        var answer = await OfflineChat.Coordinator().User("publish d.txt").AskAsync();
        Assert.StartsWith(
            "I have started a task for: `publish d.txt`. Each task has files", answer.Text, StringComparison.Ordinal);
    }
}
