using Arch.Analyzers.Lifecycle;

namespace Arch.Analyzers.Tests.Lifecycle;

/// <summary>What names of images say.</summary>
public class BaseImageTests
{
    [Theory]
    [InlineData("debian", "Dash"), InlineData("debian:12-slim", "Dash"), InlineData("ubuntu:24.04", "Dash"), InlineData("UBUNTU", "Dash"), InlineData("docker.io/library/node:20", "Dash")]
    [InlineData("node", "Dash"), InlineData("python:3.12-slim-bookworm", "Dash"), InlineData("public.ecr.aws/docker/library/python:3.12", "Dash"), InlineData("public.ecr.aws/ubuntu/ubuntu", "Dash")]
    [InlineData("mcr.microsoft.com/dotnet/aspnet", "Dash"), InlineData("mcr.microsoft.com/dotnet/sdk:8.0-jammy", "Dash"), InlineData("mcr.microsoft.com/dotnet/nightly/runtime:9.0", "Dash")]
    [InlineData("registry:5000/corp/base:8-bookworm@sha256:abc", "Dash"), InlineData("openjdk:8u242-jre-buster", "Dash"), InlineData("eclipse-temurin:21", "Dash")]
    [InlineData("alpine", "Busybox"), InlineData("node:20-alpine3.19", "Busybox"), InlineData("mcr.microsoft.com/dotnet/aspnet:8.0-alpine", "Busybox"), InlineData("busybox:1.36", "Busybox"), InlineData("corp/alpine-base", "Busybox")]
    [InlineData("amazonlinux:2", "BashAsSh"), InlineData("public.ecr.aws/amazonlinux/amazonlinux:2023", "BashAsSh"), InlineData("registry.access.redhat.com/ubi8/dotnet-80", "BashAsSh"), InlineData("fedora", "BashAsSh")]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:8.0-azurelinux3.0", "BashAsSh"), InlineData("mcr.microsoft.com/dotnet/aspnet:8.0-cbl-mariner2.0", "BashAsSh"), InlineData("amazoncorretto:21", "BashAsSh"), InlineData("centos:7", "BashAsSh")]
    [InlineData("corp/base", "Unknown"), InlineData("base", "Unknown"), InlineData("openjdk:21", "Unknown"), InlineData("111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:1", "Unknown"), InlineData("corp/ubiquity", "Unknown"), InlineData("", "Unknown")]
    public void Shell_IsToldByTheName(string image, string shell) => Assert.Equal(shell, BaseImage.Parse(image).Shell.ToString());

    [Theory]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-1809", true), InlineData("mcr.microsoft.com/windows/servercore:ltsc2022", true), InlineData("mcr.microsoft.com/dotnet/framework/runtime:4.8", true)]
    [InlineData("mcr.microsoft.com/dotnet/sdk:8.0-windowsservercore-ltsc2022", true), InlineData("microsoft/aspnet", true), InlineData("mcr.microsoft.com/dotnet/aspnet:8.0", false), InlineData("corp/base", false)]
    public void Windows_IsToldByTheName(string image, bool isWindows) => Assert.Equal(isWindows, BaseImage.Parse(image).IsWindows);
}
