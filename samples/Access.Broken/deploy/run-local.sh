#!/bin/sh
export AWS_ACCESS_KEY_ID=AKIA7… # ARCH1004
dotnet run --project ..
