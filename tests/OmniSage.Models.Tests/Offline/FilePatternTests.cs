using OmniSage.Models.Offline.Files;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Tests.Offline;

public sealed class FilePatternTests
{
    [Theory]
    [InlineData("show report.md", "report.md")]
    [InlineData("show me report.md.", "report.md")]
    [InlineData("please show me the file README", "README")]
    [InlineData("read src/main.c and Makefile.am", "src/main.c|Makefile.am")]
    [InlineData("could you show `a b.txt`, \"c.txt\"", "a b.txt|c.txt")]
    [InlineData("show the contents of notes", "notes")]
    public void Show_EnglishVariant_NamesTheFiles(string line, string paths) =>
        Assert.Equal(paths, string.Join('|', Assert.IsType<ShowFilesRequest>(PatternTable.Read(line)).Paths));

    [Theory]
    [InlineData("show mercy")]
    [InlineData("show me how to cook.")]
    [InlineData("show")]
    [InlineData("read \"open")]
    [InlineData("show a.txt and")]
    public void Show_NoFile_IsNotUnderstood(string line) => Assert.Null(PatternTable.Read(line));

    [Theory]
    [InlineData("list files", null)]
    [InlineData("List all the files, please.", null)]
    [InlineData("what files are there?", null)]
    [InlineData("show me the files", null)]
    [InlineData("list files in src", "src")]
    [InlineData("list the files under \"my docs\"", "my docs")]
    public void List_EnglishVariant_NamesTheFolder(string line, string? path) =>
        Assert.Equal(path, Assert.IsType<ListFilesRequest>(PatternTable.Read(line)).Path);

    [Theory]
    [InlineData("write a.txt: hello: world", "a.txt", "hello: world")]
    [InlineData("Please write to \"my file\": x", "my file", "x")]
    [InlineData("create the file a.txt: x", "a.txt", "x")]
    [InlineData("save a file called b: y; show b", "b", "y; show b")]
    [InlineData("write a.txt:\n```\none\n\ntwo\n```", "a.txt", "one\n\ntwo\n")]
    public void Write_EnglishVariant_NamesFileAndContent(string text, string path, string content) =>
        Assert.Equal(new WriteFileRequest(path, content), Assert.Single(MessageReader.Read(text).Requests));

    [Theory]
    [InlineData("write a poem about: rain")]
    [InlineData("write")]
    [InlineData("write a.txt:")]
    [InlineData("write: x")]
    public void Write_WithoutFileOrContent_IsNotUnderstood(string line) => Assert.Null(PatternTable.Read(line));

    [Theory]
    [InlineData("patch a.txt: x => y", "a.txt", "x", "y")]
    [InlineData("patch a.txt: one two => three => four", "a.txt", "one two", "three => four")]
    [InlineData("patch a.txt: x =>", "a.txt", "x", "")]
    [InlineData("patch 'my file': \" x \" => ' y '", "my file", " x ", " y ")]
    [InlineData("replace \"x\" with \"y\" in a.txt, please", "a.txt", "x", "y")]
    [InlineData("could you replace `x` by `` in \"b c\"?", "b c", "x", "")]
    public void Patch_EnglishVariant_NamesTheChange(string line, string path, string old, string neu) =>
        Assert.Equal(new PatchFileRequest(path, old, neu), PatternTable.Read(line));

    [Theory]
    [InlineData("patch a.txt: => y")]
    [InlineData("patch a.txt: x")]
    [InlineData("patch a.txt")]
    [InlineData("replace x with y in a.txt")]
    public void Patch_WithoutAChange_IsNotUnderstood(string line) => Assert.Null(PatternTable.Read(line));

    [Theory]
    [InlineData("show the file \"a and b\" and 'c\"d'")]
    [InlineData("list files in \"my docs\"")]
    [InlineData("write 'a b': it's \"x\" `y`")]
    [InlineData("write a.txt:\n```\n  indented\n````\n```")]
    [InlineData("patch a.txt: it's \"x\" `y` => z")]
    [InlineData("patch a.txt: \" x\" => 'it \"is\"'")]
    public void Goal_OfAnyFileRequest_ReadsBackAsTheSameCalls(string text)
    {
        var work = Assert.IsType<WorkRequest>(MessageReader.Read(text).Requests[0], exactMatch: false);
        var read = Assert.Single(MessageReader.Read(work.Goal).Requests);
        var again = Assert.IsType<WorkRequest>(read, exactMatch: false);
        Assert.Equal(Calls(work), Calls(again));
    }

    private static IEnumerable<string> Calls(WorkRequest work) =>
        work.Steps.SelectMany(step => step).Select(call => $"{call.Tool} {string.Join(' ', call.Arguments)}");
}
