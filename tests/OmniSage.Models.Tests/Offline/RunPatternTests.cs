using OmniSage.Models.Offline.Requests;
using OmniSage.Models.Offline.Running;

namespace OmniSage.Models.Tests.Offline;

public sealed class RunPatternTests
{
    [Theory]
    [InlineData("run: ls")]
    [InlineData("RUN:ls")]
    [InlineData("Run ls")]
    [InlineData("run `ls`")]
    [InlineData("run: `ls`")]
    [InlineData("run ``ls``.")]
    [InlineData("please run `ls`")]
    [InlineData("Please, run: ls")]
    [InlineData("Could you please run `ls` for me, please?")]
    [InlineData("can you run ls?")]
    [InlineData("execute: ls")]
    [InlineData("execute the command `ls`")]
    [InlineData("run the following command: ls")]
    [InlineData("I'd like you to run this: `ls`")]
    [InlineData("hello, run: ls")]
    public void Run_EnglishVariant_IsTheCommand(string line)
    {
        var run = Read(line);
        Assert.Equal("ls", run.Command);
        Assert.Empty(run.Clauses.Shows);
        Assert.Empty(run.Clauses.Checks);
    }

    [Theory]
    [InlineData("run: make; show a.log", "make", "a.log", "")]
    [InlineData("run: make; show a.log and b.log", "make", "a.log|b.log", "")]
    [InlineData("run: make; show a, b, and c", "make", "a|b|c", "")]
    [InlineData("run: make; show a and a", "make", "a", "")]
    [InlineData("run: make ; SHOW \"my file\" and 'x;y'", "make", "my file|x;y", "")]
    [InlineData("run: make; check: test -f app", "make", "", "test -f app")]
    [InlineData("run: make; show a; check: x; check: y", "make", "a", "x|y")]
    [InlineData("run: make; check: x; show a", "make", "a", "x")]
    [InlineData("run: make; check: test -f a; test -f b", "make", "", "test -f a; test -f b")]
    [InlineData("run: cd x; make; show a;", "cd x; make", "a", "")]
    [InlineData("run `make; make test` and show a", "make; make test", "a", "")]
    [InlineData("run `make`, then show a; check: x", "make", "a", "x")]
    public void Run_WithClauses_SplitsThem(string line, string command, string shows, string checks)
    {
        var run = Read(line);
        Assert.Equal(command, run.Command);
        Assert.Equal(shows, string.Join('|', run.Clauses.Shows));
        Assert.Equal(checks, string.Join('|', run.Clauses.Checks));
    }

    [Theory]
    [InlineData("run: date > d.txt; publish d.txt", "date > d.txt", "publish d.txt", "")]
    [InlineData("run: make; publish: a and b", "make", "publish a and b", "")]
    [InlineData("run: make; publish a as out/b", "make", "publish a as out/b", "")]
    [InlineData("run: make; publish 'a as b' as \"c; d\"", "make", "publish \"a as b\" as \"c; d\"", "")]
    [InlineData("run: make; show log; publish a; publish b as c", "make", "show log; publish a; publish b as c", "")]
    [InlineData("run: make; publish a; show log", "make", "show log; publish a", "")]
    [InlineData("run: make; check: x; publish a", "make", "publish a", "x")]
    [InlineData("run: make; publish a; publish a", "make", "publish a", "")]
    [InlineData("run `make` and publish a", "make", "publish a", "")]
    public void Run_WithPublications_SplitsThem(string line, string command, string clauses, string checks)
    {
        var run = Read(line);
        Assert.Equal(command, run.Command);
        Assert.Equal(clauses, string.Join("; ", run.Clauses.Format()));
        Assert.Equal(checks, string.Join('|', run.Clauses.Checks));
        Assert.Equal($"run: {command}; {clauses}", run.Goal);
    }

    [Theory]
    [InlineData("echo a; echo b")]
    [InlineData("make; publish-all x")]
    [InlineData("make; publish-site")]
    [InlineData("make; publisher a")]
    [InlineData("make; ./publish a")]
    [InlineData("make; npm publish")]
    [InlineData("make; publish")]
    [InlineData("make; publish the report to everybody")]
    [InlineData("make; publish a as b c")]
    [InlineData("publish a; make")]
    [InlineData("echo 'a; publish b'")]
    [InlineData("echo 'a; show b'")]
    [InlineData("echo \"a; show b\"")]
    [InlineData("echo \"it's; \\\"; show b\"")]
    [InlineData("echo a \\; show b")]
    [InlineData("echo `date; show b`")]
    [InlineData("(cd a; show b)")]
    [InlineData("echo $(a; show b)")]
    [InlineData("echo don't; show b")]
    [InlineData("git log; show me the money")]
    [InlineData("show a; ls")]
    [InlineData("ls; check:")]
    [InlineData("case $x in a) echo;; esac")]
    [InlineData("a && b || c | d > e 2>&1")]
    [InlineData("`which ls` -l")]
    public void Run_WhatOnlyLooksLikeAClause_StaysInTheCommand(string command)
    {
        var run = Read($"run: {command}");
        Assert.Equal(command, run.Command);
        Assert.Empty(run.Clauses.Shows);
        Assert.Empty(run.Clauses.Checks);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("run:")]
    [InlineData("run: ; show a")]
    [InlineData("running is healthy")]
    [InlineData("run `a` or maybe `b`")]
    public void Run_WithoutACommand_IsNotUnderstood(string line) => Assert.Null(PatternTable.Read(line));

    [Theory]
    [InlineData("```\nls\n```", "ls")]
    [InlineData("```sh\nls\npwd\n```", "ls\npwd")]
    [InlineData("please run this:\n```bash\nls\n```", "ls")]
    [InlineData("run:\r\n```\r\nls\r\n```", "ls\r")]
    [InlineData("run:\n\n````sh\necho '```'\n````", "echo '```'")]
    [InlineData("```sh\nls", "ls")]
    [InlineData("run: cat <<EOF\nhello\nEOF", "cat <<EOF\nhello\nEOF")]
    [InlineData("run: echo 'a\nb'", "echo 'a\nb'")]
    [InlineData("run: ls |\nwc", "ls |\nwc")]
    public void Message_CommandOfSeveralLines_IsOneCommand(string text, string command)
    {
        var read = MessageReader.Read(text);
        var run = Assert.IsType<RunRequest>(Assert.Single(read.Requests));
        Assert.Equal(command.TrimEnd('\r'), run.Command.TrimEnd('\r'));
    }

    [Fact]
    public void Message_FencedBlockOfAnotherLanguage_IsNotRun()
    {
        var read = MessageReader.Read("```ruby\nputs 1\n```");
        Assert.Empty(read.Requests);
        Assert.Equal(["puts 1"], read.NotUnderstood);
    }

    [Theory]
    [InlineData("ls", "run: ls")]
    [InlineData("`which ls`", "run:\n```sh\n`which ls`\n```")]
    [InlineData("a; show b", "run:\n```sh\na; show b\n```")]
    [InlineData("echo '```'\nls", "run:\n````sh\necho '```'\nls\n````")]
    public void Goal_OfAnyCommand_ReadsBackAsThatCommand(string command, string goal)
    {
        var run = new RunRequest(command, Clauses.None);
        Assert.Equal(goal, run.Goal);
        Assert.Equal(command, Assert.IsType<RunRequest>(Assert.Single(MessageReader.Read(goal).Requests)).Command);
    }

    [Fact]
    public void Message_FencedBlockWithPublications_TakesThem()
    {
        var run = Assert.IsType<RunRequest>(Assert.Single(
            MessageReader.Read("```\nmake\nls\n```\nshow a\npublish b as c\npublish d").Requests));
        Assert.Equal(["show a", "publish d", "publish b as c"], run.Clauses.Format());
        var again = Assert.IsType<RunRequest>(Assert.Single(MessageReader.Read(run.Goal).Requests));
        Assert.Equal(run.Clauses.Format(), again.Clauses.Format());
        Assert.Equal("make\nls", again.Command);
    }

    private static RunRequest Read(string line) => Assert.IsType<RunRequest>(PatternTable.Read(line));
}
