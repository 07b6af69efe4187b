"""What a respondent does: answer, check, declare, read the result, take the certificate."""
