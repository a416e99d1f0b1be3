"""The reply to a message in another language."""

from __future__ import annotations


def only_english(language: str) -> str:
    """Says that the bot understands English only, in that language if it is among the most spoken, else in English."""
    return ONLY_ENGLISH.get(language, ONLY_ENGLISH["en"])


ONLY_ENGLISH = {
    "en": "I understand English only. Please ask in English.",
    "ar": "أنا أفهم الإنجليزية فقط. من فضلك اسأل بالإنجليزية.",
    "bn": "আমি শুধু ইংরেজি বুঝি। অনুগ্রহ করে ইংরেজিতে প্রশ্ন করুন।",
    "cs": "Rozumím jen anglicky. Zeptejte se prosím anglicky.",
    "de": "Ich verstehe nur Englisch. Bitte frag auf Englisch.",
    "el": "Καταλαβαίνω μόνο αγγλικά. Παρακαλώ ρωτήστε στα αγγλικά.",
    "es": "Solo entiendo inglés. Por favor, pregunta en inglés.",
    "fa": "من فقط انگلیسی می‌فهمم. لطفاً به انگلیسی بپرسید.",
    "fr": "Je ne comprends que l’anglais. Merci de poser la question en anglais.",
    "he": "אני מבין אנגלית בלבד. אנא שאלו באנגלית.",
    "hi": "मैं केवल अंग्रेज़ी समझता हूँ। कृपया अंग्रेज़ी में पूछें।",
    "id": "Saya hanya mengerti bahasa Inggris. Silakan bertanya dalam bahasa Inggris.",
    "it": "Capisco solo l’inglese. Per favore, chiedi in inglese.",
    "ja": "英語しか分かりません。英語で質問してください。",
    "ko": "저는 영어만 이해합니다. 영어로 질문해 주세요.",
    "mr": "मला फक्त इंग्रजी समजते. कृपया इंग्रजीत विचारा.",
    "nl": "Ik begrijp alleen Engels. Stel je vraag in het Engels.",
    "pl": "Rozumiem tylko angielski. Zadaj pytanie po angielsku.",
    "pt": "Só entendo inglês. Por favor, pergunte em inglês.",
    "ro": "Înțeleg doar engleza. Te rog să întrebi în engleză.",
    "ru": "Я понимаю только английский. Пожалуйста, спросите по-английски.",
    "sv": "Jag förstår bara engelska. Fråga gärna på engelska.",
    "sw": "Ninaelewa Kiingereza tu. Tafadhali uliza kwa Kiingereza.",
    "ta": "எனக்கு ஆங்கிலம் மட்டுமே புரியும். தயவுசெய்து ஆங்கிலத்தில் கேளுங்கள்.",
    "te": "నాకు ఇంగ్లీష్ మాత్రమే అర్థమవుతుంది. దయచేసి ఇంగ్లీషులో అడగండి.",
    "tl": "Ingles lang ang naiintindihan ko. Magtanong po sa Ingles.",
    "tr": "Yalnızca İngilizce anlıyorum. Lütfen İngilizce sorun.",
    "uk": "Я розумію лише англійську. Будь ласка, запитайте англійською.",
    "ur": "میں صرف انگریزی سمجھتا ہوں۔ براہ کرم انگریزی میں پوچھیں۔",
    "vi": "Tôi chỉ hiểu tiếng Anh. Vui lòng hỏi bằng tiếng Anh.",
    "zh": "我只懂英语。请用英语提问。",
}
"""That sentence by language code (ISO 639-1)."""
