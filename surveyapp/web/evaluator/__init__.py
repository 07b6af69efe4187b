"""What an evaluator does: read submissions, award points with a reason, close."""
