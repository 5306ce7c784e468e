global using Microsoft.Playwright;
global using OmniSage.Web.Tests.Fixtures;
global using Xunit;
