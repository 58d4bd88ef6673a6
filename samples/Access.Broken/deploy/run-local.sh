#!/bin/sh
export AWS_ACCESS_KEY_ID=AKIA7QKX3MZ5TW2RNB4D # ARCH1004
dotnet run --project ..
