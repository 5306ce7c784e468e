using OmniSage.Grains.Tools;
using OmniSage.Grains.Tools.Schemas;

namespace OmniSage.Grains.Tests.Tools.Schemas;

public sealed class SchemaCheckTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "\"x\"", "")]
    [InlineData("""{"type":"string"}""", "1", ": It must be a string, but is another number.")]
    [InlineData("""{"type":["string","null"]}""", "null", "")]
    [InlineData("""{"type":["string","null"]}""", "[]", ": It must be a string or null, but is an array.")]
    [InlineData("""{"type":"integer"}""", "-7", "")]
    [InlineData("""{"type":"integer"}""", "1.5", ": It must be a whole number, but is another number.")]
    [InlineData("""{"type":"integer"}""", "1e99", ": It must be a whole number, but is another number.")]
    [InlineData("""{"type":"number","minimum":0,"maximum":1}""", "0.5", "")]
    [InlineData("""{"type":"number","minimum":0}""", "-1", ": It must be at least 0.")]
    [InlineData("""{"type":"number","maximum":1.5}""", "1e300", ": It must be at most 1.5.")]
    [InlineData("""{"type":"boolean"}""", "false", "")]
    [InlineData("""{"type":"boolean"}""", "\"false\"", ": It must be true or false, but is a string.")]
    [InlineData("""{"minLength":1}""", "\"\"", ": It must not be empty.")]
    [InlineData("""{"minLength":2,"maxLength":2}""", "\"😀😀\"", "")]
    [InlineData("""{"maxLength":2}""", "\"abc\"", ": It must have at most 2 characters, but has 3.")]
    [InlineData("""{"minItems":2}""", "[1]", ": It must have at least 2 entries, but has 1.")]
    [InlineData("""{"maxItems":1}""", "[1,2]", ": It must have at most 1 entries, but has 2.")]
    [InlineData("""{"items":{"type":"string"}}""", "[\"a\",1]", "/1: It must be a string, but is another number.")]
    [InlineData("""{"enum":["a",1]}""", "1", "")]
    [InlineData("""{"enum":["a",1]}""", "\"b\"", ": It must be one of \"a\", 1.")]
    [InlineData("""{"const":{"a":1}}""", """{"a":1}""", "")]
    [InlineData("""{"const":1}""", "2", ": It must be 1.")]
    [InlineData("""{"required":["a","b"]}""", "{}", "/a: It is required and missing.|/b: It is required and missing.")]
    [InlineData("""{"properties":{"a":{},"b":{}},"additionalProperties":false}""", """{"c":1}""",
        "/c: There is no such property; there are a, b.")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", """{"c":1}""",
        "/c: It must be a string, but is another number.")]
    [InlineData("""{"properties":{"a/b~":false}}""", """{"a/b~":1}""", "/a~1b~0: Nothing may be here; leave it out.")]
    [InlineData("""{"format":"uri"}""", "\"no address\"", "")]
    public void Faults_AreNamedWithTheirPlace(string schema, string value, string expected) => Assert.Equal(
        expected,
        string.Join(
            '|',
            SchemaCheck.FaultsOf(ToolManifest.SchemaOf(schema), value)
                .Select(fault => $"{fault.Pointer}: {fault.Message}")));

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1} {}""")]
    [InlineData("""{"a":1,}""")]
    public void Text_ThatIsNoJson_IsOneFault(string arguments) =>
        Assert.Single(SchemaCheck.FaultsOf(ToolManifest.SchemaOf("{}"), arguments));

    [Fact]
    public void Depth_IsBounded()
    {
        var deep = new string('[', SchemaCheck.DepthMax + 1) + new string(']', SchemaCheck.DepthMax + 1);
        Assert.Single(SchemaCheck.FaultsOf(ToolManifest.SchemaOf("{}"), deep));
        Assert.Empty(SchemaCheck.FaultsOf(ToolManifest.SchemaOf("{}"), deep[1..^1]));
    }

    [Fact]
    public void Faults_AreBounded_AndAModelReadsAllOfThem()
    {
        var schema = ToolManifest.SchemaOf("""{"items":{"type":"string","enum":["a"]}}""");
        var many = $"[{string.Join(',', Enumerable.Repeat("1", 10_000))}]";
        Assert.Equal(SchemaCheck.FaultsMax, SchemaCheck.FaultsOf(schema, many).Length);
        var manifest = TaskDelegateTool.Manifest with { };
        var fault = Assert.Throws<ToolFaultException>(
            () => SchemaCheck.Require(manifest, """{"gaol":"x","title":1}"""));
        Assert.Equal(
            "The arguments do not fit. /goal: It is required and missing. /gaol: There is no such property; there are "
            + "goal, title, checks. /title: It must be a string, but is another number.",
            fault.Message);
    }
}
